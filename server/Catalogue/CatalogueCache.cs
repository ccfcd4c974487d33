using Microsoft.Extensions.Options;
using Npgsql;

namespace StatExchange.Server.Catalogue;

/// <summary>
/// Holds the catalogue in memory: loads the files at start, then follows what any server process loads, by notification and, in
/// case one is lost, by looking now and then.
/// </summary>
internal sealed class CatalogueCache(
    CatalogueStore store, IOptions<CatalogueOptions> options, TimeProvider time, ILogger<CatalogueCache> logger)
    : BackgroundService
{
    private CatalogueSnapshot? _current;

    /// <summary>The catalogue as loaded last.</summary>
    public CatalogueSnapshot Current => _current ?? throw new InvalidOperationException("The catalogue is not loaded yet.");

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        var files = new CatalogueFilesReader(options.Value.DataFolder).Read();
        var changed = await store.LoadAsync(files, cancellationToken);
        _current = await store.ReadAsync(cancellationToken);
        logger.LogInformation(
            "Catalogue {Version} {State}: {Codelists} codelists, {Indicators} indicators", _current.Version, changed ? "loaded" : "unchanged",
            _current.Codelists.Count, _current.Indicators.Count);
        await base.StartAsync(cancellationToken);
    }

    /// <summary>Reads the catalogue anew: for who meets a code that another process has just added.</summary>
    public async Task<CatalogueSnapshot> RefreshAsync(CancellationToken cancellationToken) =>
        _current = await store.ReadAsync(cancellationToken);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await FollowAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is NpgsqlException or IOException)
            {
                logger.LogWarning(exception, "Cannot follow the catalogue for now; the one in memory stays in use");
                await Task.Delay(options.Value.RefreshInterval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task FollowAsync(CancellationToken stoppingToken)
    {
        await using var connection = await store.ListenAsync(stoppingToken);
        while (true)
        {
            if (await store.VersionAsync(stoppingToken) != Current.Version)
            {
                var catalogue = await RefreshAsync(stoppingToken);
                logger.LogInformation("Catalogue {Version} taken over", catalogue.Version);
            }

            await connection.WaitAsync(options.Value.RefreshInterval, stoppingToken);
        }
    }
}
