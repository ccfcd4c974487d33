namespace StatExchange.Server.Database;

/// <summary>Where the database is. Section `Database` of the configuration.</summary>
public sealed class DatabaseOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Database";

    /// <summary>
    /// Npgsql connection string of PostgreSQL 15 or newer; left out, the server starts a private cluster of its own
    /// (section <c>Database:Embedded</c>), which Production has to ask for.
    /// </summary>
    public string? ConnectionString { get; set; }
}
