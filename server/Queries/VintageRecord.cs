namespace StatExchange.Server.Queries;

/// <summary>The state of knowledge an answer is made from.</summary>
/// <param name="ReleaseId">The last release taken into account; 0 when nothing had been published.</param>
/// <param name="PublishedAt">When it was published; null for release 0.</param>
internal sealed record VintageRecord(long ReleaseId, DateTime? PublishedAt);
