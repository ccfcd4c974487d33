namespace StatExchange.Server.Queries.Completeness;

/// <summary>A cell of an area with how far it is there.</summary>
/// <param name="Indicator">Place of the indicator in the plan.</param>
/// <param name="Period">The reporting period.</param>
/// <param name="Verdict">How far it is there.</param>
/// <param name="Others">Ids of the providers that publish it as well, and whose figures do not count.</param>
internal sealed record JudgedCell(int Indicator, PlannedPeriod Period, CellVerdict Verdict, IReadOnlyList<int> Others);
