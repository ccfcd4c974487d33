namespace StatExchange.Client.Files;

/// <summary>Something wrong with a methodology file.</summary>
/// <param name="Row">The row, from 1 with the header.</param>
/// <param name="Column">The column, "INDICATOR"; empty when it is the row as a whole.</param>
/// <param name="Message">What is wrong and what to do.</param>
public sealed record MethodologyFileFault(int Row, string Column, string Message)
{
    /// <summary>The fault in one line.</summary>
    public override string ToString() => $"Row {Row}{(Column.Length > 0 ? $", {Column}" : "")}: {Message}.";
}
