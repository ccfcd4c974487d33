using System.Diagnostics;
using System.Runtime.Versioning;

namespace StatExchange.Server.Database.Embedded;

/// <summary>Ends what is left running of a cluster before its folder is used again. Only the holder of the lock may do so.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class ClusterEviction(PostgresAccount account, ILogger logger, TimeProvider time)
{
    // Once their postmaster is dead its children end by themselves, at the latest when their query does.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>After this no process works in the cluster and nothing stands in the way of its start.</summary>
    public async Task FreeClusterAsync(ClusterProcess cluster, CancellationToken cancellation)
    {
        if (await cluster.FindPostmasterAsync(cancellation) is { } postmaster)
        {
            logger.LogWarning("Stopping PostgreSQL (process {ProcessId}), left running in {Folder}", postmaster, cluster.Folder);
            await cluster.StopAsync();
        }
        await FreeFolderAsync(cluster.Folder, Patience, cancellation);

        // The id may belong to somebody else by now, after a restart of the machine or container; PostgreSQL would then refuse to start.
        // A file whose process is dead is left to PostgreSQL, which checks more than we can.
        if (FolderOccupants.CanBeSeen && PostmasterFile.Read(cluster.Folder) is { } stale && Directory.Exists($"/proc/{stale}"))
            File.Delete(PostmasterFile.In(cluster.Folder));
    }

    /// <summary>After this no process works in the folder: those that do not end by themselves in the time given are killed.</summary>
    public async Task FreeFolderAsync(string folder, TimeSpan patience, CancellationToken cancellation)
    {
        var begin = time.GetTimestamp();
        while (await FolderOccupants.FindAsync(account, folder, cancellation) is { Count: > 0 } occupants)
        {
            if (time.GetElapsedTime(begin) >= patience) occupants.ToList().ForEach(Kill);
            await Task.Delay(Pause, time, cancellation);
        }
    }

    private void Kill(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            logger.LogWarning("Killing process {ProcessId} ({Name}), left behind", id, process.ProcessName);
            process.Kill();
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            // It ended meanwhile.
        }
    }
}
