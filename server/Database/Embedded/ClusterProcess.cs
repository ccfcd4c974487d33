using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using CliWrap;

namespace StatExchange.Server.Database.Embedded;

/// <summary>Starts and stops the cluster.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class ClusterProcess(
    DataFolder data, PostgresBinaries binaries, PostgresAccount account, EmbeddedPostgresOptions options, ILogger logger)
{
    // Between the choice of a free port and its use another program may take it; ten times in a row is another fault.
    private const int Attempts = 10;

    public string Folder => data.Cluster;

    /// <summary>Starts the cluster and waits until it accepts connections.</summary>
    /// <returns>The port on 127.0.0.1 where it listens.</returns>
    /// <exception cref="EmbeddedPostgresException">It does not start; the message holds the end of its log.</exception>
    public async Task<int> StartAsync(CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var port = FindFreePort();
            await BeginLogAsync(cancellation);
            // Fixed here, over any file of settings: where it listens, and that nobody but this machine can reach it.
            var settings = $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=";
            // Its log goes to a file: PostgreSQL would otherwise keep pg_ctl's output open, whose end is waited for.
            var result = await Programs.RunAsync(
                PgCtl("start", "--silent", "--log", data.Log, "--options", settings, "--wait", "--timeout", Seconds(options.StartTimeout)),
                cancellation);
            if (result.ExitCode == 0) return port;

            // It may still be starting when the time is up.
            await StopAsync();
            var log = await File.ReadAllTextAsync(data.Log, cancellation);
            if (attempt < Attempts && log.Contains("Address already in use", StringComparison.Ordinal)) continue;
            throw new EmbeddedPostgresException(
                $"PostgreSQL in {Folder} did not start. Mend what it says, or raise StartTimeout if it only needs more time. "
                + $"{Programs.Tail(result)} The end of its log ({data.Log}): {Programs.Tail(log)}");
        }
    }

    /// <summary>The process that leads the running cluster, whoever started it; null when the cluster does not run.</summary>
    public async Task<int?> FindPostmasterAsync(CancellationToken cancellation)
    {
        if (PostmasterFile.Read(Folder) is not { } noted) return null;
        var lives = FolderOccupants.CanBeSeen
            // Surer than pg_ctl, which takes any living process of that number for PostgreSQL.
            ? (await FolderOccupants.FindAsync(account, Folder, cancellation)).Contains(noted)
            : (await Programs.RunAsync(PgCtl("status"), cancellation)).ExitCode == 0;
        return lives ? noted : null;
    }

    /// <summary>Stops the cluster in good order, or at once when that takes too long. Does nothing when it does not run.</summary>
    public async Task StopAsync()
    {
        foreach (var mode in new[] { "fast", "immediate" })
        {
            if (await FindPostmasterAsync(CancellationToken.None) is null) return;
            var result = await Programs.RunAsync(
                PgCtl("stop", "--mode", mode, "--wait", "--timeout", Seconds(options.StopTimeout)), CancellationToken.None);
            if (result.ExitCode == 0) return;
            logger.LogWarning("PostgreSQL did not stop in mode {Mode}: {Output}", mode, Programs.Tail(result));
        }
    }

    private static int FindFreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Seconds(TimeSpan time) => Math.Ceiling(time.TotalSeconds).ToString(CultureInfo.InvariantCulture);

    // One log a start, and the one before: bounded, and what a failed start reports is its own.
    private async Task BeginLogAsync(CancellationToken cancellation)
    {
        if (File.Exists(data.Log)) File.Move(data.Log, data.PreviousLog, overwrite: true);
        await using (new FileStream(data.Log, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        }))
        {
            // Only created: it belongs to PostgreSQL, which may not create files in this folder.
        }
        await account.GiveAsync(data.Log, cancellation);
    }

    private Command PgCtl(string action, params IEnumerable<string> arguments) =>
        account.Command(binaries.PgCtl, [action, "--pgdata", Folder, .. arguments]).WithWorkingDirectory(Folder);
}
