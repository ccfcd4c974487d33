namespace StatExchange.Server.Queries.Completeness;

/// <summary>How much of a year a provider has published.</summary>
/// <param name="Provider">Id of the provider.</param>
/// <param name="Year">How much of the year is there.</param>
/// <param name="SinceReleaseId">The release since which that has been so; 0 without a total.</param>
internal sealed record ProviderCoverage(int Provider, YearCoverage Year, long SinceReleaseId);
