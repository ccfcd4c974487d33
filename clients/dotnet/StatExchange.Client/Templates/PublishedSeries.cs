using StatExchange.V1;

namespace StatExchange.Client.Templates;

/// <summary>What an organisation published for the period before.</summary>
/// <param name="Key">The series, without its provider.</param>
/// <param name="Observations">The observations by the ordinal of their period.</param>
internal sealed record PublishedSeries(SeriesKey Key, IReadOnlyDictionary<int, Observation> Observations);
