namespace StatExchange.Server.Releases;

/// <summary>A series of which observations are to be purged.</summary>
/// <param name="Name">Its codes, for people.</param>
/// <param name="Organisation">Whose figures they are.</param>
/// <param name="DimensionIds">Its key, coded, by the columns of the key.</param>
internal sealed record PurgedSeries(string Name, string Organisation, IReadOnlyDictionary<string, int> DimensionIds);
