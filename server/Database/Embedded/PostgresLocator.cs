using System.Runtime.Versioning;

namespace StatExchange.Server.Database.Embedded;

/// <summary>Finds a PostgreSQL that can serve, among the places given.</summary>
/// <param name="folder">Its cluster, if there is one, decides which version can serve.</param>
/// <param name="places">A function, because an installation between two searches adds places.</param>
[UnsupportedOSPlatform("windows")]
internal sealed class PostgresLocator(DataFolder folder, Func<IEnumerable<string>> places)
{
    /// <summary>The oldest version that is used: older ones miss SQL that the server's queries need, and go out of support.</summary>
    public const int OldestMajor = 15;

    /// <summary>The ways to get PostgreSQL, for a message to an operator.</summary>
    public static string HowToGet(int? exactly = null) =>
        $"Install PostgreSQL {(exactly is { } major ? $"{major}" : $"{OldestMajor} or newer")} "
        + "(Debian and Ubuntu: apt-get install postgresql; Fedora: dnf install postgresql-server; macOS: brew install postgresql), "
        + "or name the folder that holds initdb, pg_ctl and postgres in BinariesFolder, "
        + "or configure a connection string to a PostgreSQL that runs already.";

    /// <summary>Finds the newest PostgreSQL, or, when a cluster exists, the newest of the major version that made it.</summary>
    public async Task<PostgresSearch> FindAsync(CancellationToken cancellation)
    {
        var candidates = places().Where(PostgresBinaries.AreIn).Distinct(StringComparer.Ordinal).ToList();
        var working = new List<PostgresBinaries>();
        foreach (var candidate in candidates)
        {
            if (await PostgresBinaries.ProbeAsync(candidate, cancellation) is { } binaries) working.Add(binaries);
        }

        var wanted = folder.ReadClusterMajor();
        var best = working
            .Where(b => wanted is null ? b.Major >= OldestMajor : b.Major == wanted)
            .OrderByDescending(b => b.Major).ThenByDescending(b => b.Minor)
            .FirstOrDefault();
        if (best is not null || candidates.Count == 0) return new PostgresSearch(best, null);

        var found = string.Join(", ", candidates.Select(c =>
            working.Find(b => b.Folder == c) is { } b ? $"{b.Major}.{b.Minor} in {c}" : $"one that does not run here in {c}"));
        return new PostgresSearch(null, wanted is null
            ? $"PostgreSQL {OldestMajor} or newer is needed; found: {found}. {HowToGet()}"
            : $"The cluster in {folder.Cluster} was made by PostgreSQL {wanted} and only that version opens it; found: {found}. "
                + $"{HowToGet(wanted)} To begin with an empty database instead, move that folder away.");
    }
}
