namespace StatExchange.Server.Submissions;

/// <summary>What a submission makes of a series, with the address of that.</summary>
/// <param name="RefArea">First part of its address.</param>
/// <param name="SeriesId">Second part of its address.</param>
/// <param name="DimensionIds">Its key, coded, in the order of the dimensions; empty when it was not asked for.</param>
/// <param name="Merge">The merge.</param>
internal sealed record MergedSeries(int RefArea, long SeriesId, int[] DimensionIds, SeriesMerge Merge);
