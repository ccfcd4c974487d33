namespace StatExchange.Server.Queries;

/// <summary>A place in a file, and what stood there.</summary>
/// <param name="Sheet">The sheet of a workbook; empty for other files.</param>
/// <param name="Row">The row, from 1; 0 when unknown.</param>
/// <param name="Column">Number of the value's column, from 1; 0 when unknown.</param>
/// <param name="Sent">The cells that the mapping read, by header of their column.</param>
internal sealed record PlaceRecord(string Sheet, int Row, int Column, IReadOnlyDictionary<string, string> Sent);
