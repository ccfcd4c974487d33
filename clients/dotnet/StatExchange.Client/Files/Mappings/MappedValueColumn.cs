namespace StatExchange.Client.Files;

/// <summary>A column of figures.</summary>
/// <param name="Column">The column.</param>
/// <param name="Period">The period that its header states; null when the rows state it.</param>
internal readonly record struct MappedValueColumn(int Column, MappedPeriod? Period);
