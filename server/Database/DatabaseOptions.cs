namespace StatExchange.Server.Database;

/// <summary>Where the database is. Section `Database` of the configuration.</summary>
public sealed class DatabaseOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Database";

    /// <summary>
    /// Npgsql connection string of PostgreSQL 15 or newer; left out, the server starts a private cluster of its own
    /// (section <c>Database:Embedded</c>), which Production has to ask for. Whatever login it names, the server works with the rights
    /// of the role statexchange_server alone.
    /// </summary>
    public string? ConnectionString { get; set; }

    /// <summary>
    /// Npgsql connection string of the login that owns the database and migrates it. Left out, that is the login of
    /// <see cref="ConnectionString"/>; with it, that one needs nothing but membership in statexchange_server, and the server could not
    /// get at what is the owner's even if somebody made it run statements of his.
    /// </summary>
    public string? OwnerConnectionString { get; set; }
}
