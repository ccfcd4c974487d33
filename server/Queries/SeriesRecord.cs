using StatExchange.Server.Database.Figures;

namespace StatExchange.Server.Queries;

/// <summary>A series as a query reads it.</summary>
/// <param name="RefArea">First part of its address.</param>
/// <param name="SeriesId">Second part of its address.</param>
/// <param name="DimensionIds">Its key, coded, in the order of the dimensions.</param>
/// <param name="Columns">Its figures as known at the moment asked for.</param>
internal sealed record SeriesRecord(int RefArea, long SeriesId, int[] DimensionIds, SeriesColumns Columns)
{
    /// <summary>Until when observations are kept from the public, by period.</summary>
    public SortedDictionary<int, DateTime> Embargoes { get; init; } = [];

    /// <summary>The highest id of a code it holds.</summary>
    public int HighestCodeId => Math.Max(Columns.UnitMeasure, DimensionIds.Max());
}
