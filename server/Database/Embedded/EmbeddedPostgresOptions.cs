using System.ComponentModel.DataAnnotations;

namespace StatExchange.Server.Database.Embedded;

/// <summary>How the server keeps a PostgreSQL cluster of its own when no connection string is configured.</summary>
public sealed class EmbeddedPostgresOptions
{
    /// <summary>
    /// Whether the server may start its own PostgreSQL. Null means: everywhere but in Production, where a database that
    /// nobody backs up must be somebody's decision and never what happens when a connection string was forgotten.
    /// </summary>
    public bool? Enabled { get; set; }

    /// <summary>
    /// The folder that holds the cluster, its password, its log and the installed binaries. One server at a time uses it.
    /// A service running as root keeps its state under /var/lib; a developer's belongs to the developer's own account.
    /// </summary>
    [Required]
    public string DataFolder { get; set; } = DefaultDataFolder();

    /// <summary>
    /// The folder with initdb, pg_ctl and postgres. Null, because they are nearly always in one of the system's places;
    /// when set, no other place is searched and nothing is installed.
    /// </summary>
    public string? BinariesFolder { get; set; }

    /// <summary>
    /// Whether PostgreSQL is installed when it is found nowhere. True, so that a fresh clone runs without preparation;
    /// set it to false where the server must not install software or has no network.
    /// </summary>
    public bool InstallWhenMissing { get; set; } = true;

    /// <summary>
    /// How long an installation may take. Ten minutes, because a slow line needs them for some 60 MB, and one that takes
    /// longer has stalled.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:10", "02:00:00", ConvertValueInInvariantCulture = true)]
    public TimeSpan InstallTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How long PostgreSQL may take until it accepts connections. A start is a matter of a second; three minutes, because
    /// after a kill up to 2 GB of write-ahead log are replayed first.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00", ConvertValueInInvariantCulture = true)]
    public TimeSpan StartTimeout { get; set; } = TimeSpan.FromMinutes(3);

    /// <summary>
    /// How long an orderly stop may take before PostgreSQL is stopped at once, which loses nothing but makes the next start
    /// replay its log. Twenty seconds fit into the thirty that service managers usually grant.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00", ConvertValueInInvariantCulture = true)]
    public TimeSpan StopTimeout { get; set; } = TimeSpan.FromSeconds(20);

    private static string DefaultDataFolder()
    {
        if (Environment.IsPrivilegedProcess) return "/var/lib/statexchange";
        var local = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        // An account without a home gives nothing: left empty, so that validation asks for a folder instead of one being made up.
        return local.Length == 0 ? string.Empty : Path.Combine(local, "statexchange");
    }
}
