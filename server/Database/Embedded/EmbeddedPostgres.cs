using System.ComponentModel.DataAnnotations;
using System.Runtime.Versioning;
using Npgsql;

namespace StatExchange.Server.Database.Embedded;

/// <summary>
/// A private PostgreSQL cluster that lives as long as this object: only this machine reaches it, only with a password of its own,
/// and at most one server at a time uses its folder. After a kill of the server or of PostgreSQL the next start recovers all
/// that was committed.
/// </summary>
public sealed class EmbeddedPostgres : IAsyncDisposable
{
    private readonly Func<Task> _stop;
    private int _disposed;

    private EmbeddedPostgres(string connectionString, Func<Task> stop) => (ConnectionString, _stop) = (connectionString, stop);

    /// <summary>
    /// Leads to the database statexchange, as its owner and not as a superuser. It holds the password, and a port that is another at
    /// each start: not for logs, not to be kept.
    /// </summary>
    public string ConnectionString { get; }

    /// <summary>
    /// Finds or installs PostgreSQL, makes the cluster when there is none, starts it and waits until it accepts connections.
    /// Whether it is allowed to run at all (<see cref="EmbeddedPostgresOptions.Enabled"/>) is the caller's to decide.
    /// </summary>
    /// <param name="options">Where and how.</param>
    /// <param name="logger">Is told what happens, never the password.</param>
    /// <param name="time">The clock that waits and timeouts go by.</param>
    /// <param name="cancellation">Gives up; nothing is left running.</param>
    /// <exception cref="EmbeddedPostgresException">It cannot run for a reason that an operator can mend; the message says how.</exception>
    public static async Task<EmbeddedPostgres> StartAsync(
        EmbeddedPostgresOptions options, ILogger logger, TimeProvider time, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(logger);
        ArgumentNullException.ThrowIfNull(time);
        // Here too, because it starts before the host that would validate them.
        var faults = new List<ValidationResult>();
        if (!Validator.TryValidateObject(options, new ValidationContext(options), faults, validateAllProperties: true))
            throw new EmbeddedPostgresException(string.Join(' ', faults.Select(fault => fault.ErrorMessage)));
        if (OperatingSystem.IsWindows())
        {
            throw new EmbeddedPostgresException(
                "The embedded PostgreSQL runs on Linux and macOS. Configure a connection string to a PostgreSQL that runs already.");
        }

        var folder = DataFolder.Open(options.DataFolder);
        var folderLock = DataFolderLock.Take(folder);
        try
        {
            return await StartAsync(folder, folderLock, options, logger, time, cancellation);
        }
        catch
        {
            folderLock.Dispose();
            throw;
        }
    }

    /// <summary>Stops the cluster in good order, waits for its end and lets another server use the folder; cuts open connections.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0) await _stop();
    }

    [UnsupportedOSPlatform("windows")]
    private static async Task<EmbeddedPostgres> StartAsync(
        DataFolder folder,
        DataFolderLock folderLock,
        EmbeddedPostgresOptions options,
        ILogger logger,
        TimeProvider time,
        CancellationToken cancellation)
    {
        var binaries = await new PostgresProvision(folder, options, logger, time).FindOrInstallAsync(cancellation);
        // After the installation, which may bring the user postgres.
        var account = await PostgresAccount.ChooseAsync(folder, cancellation);
        await account.RequireReachableAsync(folder.Root, cancellation);
        await account.RequireReachableAsync(binaries.Folder, cancellation);

        var cluster = new ClusterProcess(folder, binaries, account, options, logger);
        var eviction = new ClusterEviction(account, logger, time);
        if (!Directory.Exists(folder.Cluster))
        {
            logger.LogInformation(
                "Making a cluster of PostgreSQL {Major}.{Minor} in {Folder}", binaries.Major, binaries.Minor, folder.Cluster);
            await new ClusterInitializer(folder, binaries, account, eviction).InitializeAsync(cancellation);
        }
        else
        {
            await eviction.FreeClusterAsync(cluster, cancellation);
            await account.GiveAsync(folder.Cluster, cancellation);
        }
        if (!File.Exists(folder.PasswordFile))
        {
            throw new EmbeddedPostgresException(
                $"The password of the cluster, {folder.PasswordFile}, is missing. "
                + $"Restore it from the same backup as {folder.Cluster}, or move that folder away to begin with an empty database.");
        }

        try
        {
            var port = await cluster.StartAsync(cancellation);
            var password = await File.ReadAllTextAsync(folder.PasswordFile, cancellation);
            var connectionString = await DatabaseSetup.EnsureAsync(port, password, cancellation);
            logger.LogInformation(
                "PostgreSQL {Major}.{Minor} ({Binaries}) runs on 127.0.0.1:{Port} with its data in {Folder}",
                binaries.Major, binaries.Minor, binaries.Folder, port, folder.Cluster);
            return new EmbeddedPostgres(connectionString, StopAsync);
        }
        catch (Exception e)
        {
            // Not only a stop: a start that was given up halfway may come to life after it.
            await eviction.FreeClusterAsync(cluster, CancellationToken.None);
            if (e is not PostgresException { SqlState: PostgresErrorCodes.InvalidPassword }) throw;
            throw new EmbeddedPostgresException(
                $"The password in {folder.PasswordFile} is not the cluster's. Restore it from the same backup as {folder.Cluster}.", e);
        }

        async Task StopAsync()
        {
            try
            {
                await cluster.StopAsync();
            }
            finally
            {
                folderLock.Dispose();
            }
        }
    }
}
