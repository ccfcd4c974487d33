namespace StatExchange.Server.Methodology;

/// <summary>Up to when an answer knows what is written beside its figures: before the release after its own, and at the instant asked about.</summary>
/// <param name="ReleaseId">The release that the answer is of.</param>
/// <param name="Instant">The instant, inclusive; null when none was asked about.</param>
internal sealed record KnownUntil(long ReleaseId, DateTime? Instant);
