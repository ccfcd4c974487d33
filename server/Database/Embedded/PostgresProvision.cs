using System.Runtime.Versioning;

namespace StatExchange.Server.Database.Embedded;

/// <summary>Gets the PostgreSQL to run, as the options allow.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class PostgresProvision(DataFolder folder, EmbeddedPostgresOptions options, ILogger logger, TimeProvider time)
{
    /// <summary>Finds PostgreSQL in the configured folder only, or in the system's places and the data folder, or installs it.</summary>
    /// <exception cref="EmbeddedPostgresException">There is none that can serve; the message names the ways to get one.</exception>
    public async Task<PostgresBinaries> FindOrInstallAsync(CancellationToken cancellation)
    {
        if (options.BinariesFolder is not { } configured)
            return await FindOrInstallAsync(PostgresPlaces.OfTheSystem, cancellation);

        var search = await new PostgresLocator(folder, () => [configured]).FindAsync(cancellation);
        return search.Best ?? throw new EmbeddedPostgresException(search.Complaint
            ?? $"BinariesFolder is {configured}, which does not hold initdb, pg_ctl and postgres. "
                + "Name the folder that does, or leave it out to have the system's places searched.");
    }

    /// <summary>The same with other places in the system's stead.</summary>
    public async Task<PostgresBinaries> FindOrInstallAsync(Func<IEnumerable<string>> system, CancellationToken cancellation)
    {
        var locator = new PostgresLocator(folder, () => [.. system(), .. PostgresPlaces.Installed(folder)]);
        var search = await locator.FindAsync(cancellation);
        if (search.Best is not null) return search.Best;
        // What would be installed is rarely the one version that opens an existing cluster: that choice is the operator's.
        if (search.Complaint is not null && (folder.ReadClusterMajor() is not null || !options.InstallWhenMissing))
            throw new EmbeddedPostgresException(search.Complaint);
        if (!options.InstallWhenMissing)
        {
            throw new EmbeddedPostgresException(
                $"PostgreSQL was not found, and InstallWhenMissing is off. {PostgresLocator.HowToGet(folder.ReadClusterMajor())}");
        }

        using var timeout = new CancellationTokenSource(options.InstallTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        try
        {
            return await new PostgresInstaller(folder, locator, logger).InstallAsync(either.Token);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new EmbeddedPostgresException(
                $"Installing PostgreSQL took longer than {options.InstallTimeout}. Raise InstallTimeout, or install it yourself. "
                + PostgresLocator.HowToGet(folder.ReadClusterMajor()), e);
        }
    }
}
