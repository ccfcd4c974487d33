using StatExchange.V1;

namespace StatExchange.Server.Queries;

/// <summary>A place in an order of series: of some dimensions first, then of their addresses.</summary>
/// <param name="Dimensions">The dimensions.</param>
/// <param name="Ids">The ids that the last series before has in them.</param>
/// <param name="RefArea">Address of that series, first part; the largest number for the last of those with the same ids.</param>
/// <param name="SeriesId">Address of that series, second part.</param>
internal sealed record SeriesPosition(IReadOnlyList<Dimension> Dimensions, IReadOnlyList<int> Ids, int RefArea, long SeriesId);
