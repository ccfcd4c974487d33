using System.Globalization;
using System.Runtime.Versioning;

namespace StatExchange.Server.Database.Embedded;

/// <summary>
/// The processes that work in a cluster's folder. PostgreSQL's processes have it as their working directory, which, unlike the
/// number in postmaster.pid, cannot come to mean another process after a kill or a restart of the machine.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal static class FolderOccupants
{
    private const string Script = """for process in /proc/[0-9]*; do [ "$process/cwd" -ef "$1" ] && echo "${process#/proc/}"; done; true""";

    /// <summary>Whether the system shows the working directories of processes, as Linux does.</summary>
    public static bool CanBeSeen { get; } = OperatingSystem.IsLinux() && Directory.Exists("/proc/self");

    /// <summary>The ids of the processes that work in a folder.</summary>
    public static async Task<IReadOnlyList<int>> FindAsync(PostgresAccount account, string folder, CancellationToken cancellation)
    {
        if (!CanBeSeen) return [];
        // Asked as PostgreSQL's account: in a container root may not look into the processes of another user.
        var answer = await Programs.RunAsync(account.Command("sh", "-c", Script, "sh", folder), cancellation);
        var ids = answer.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return [.. ids.Select(id => int.Parse(id, CultureInfo.InvariantCulture))];
    }
}
