namespace StatExchange.Server.Database.Embedded;

/// <summary>What a search for PostgreSQL found.</summary>
/// <param name="Best">The programs that can serve, or null.</param>
/// <param name="Complaint">When there are some and none can serve: which, why not, and what to do. Null when there is none at all.</param>
internal sealed record PostgresSearch(PostgresBinaries? Best, string? Complaint);
