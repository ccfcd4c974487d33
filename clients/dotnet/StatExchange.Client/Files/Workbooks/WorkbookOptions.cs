namespace StatExchange.Client.Files.Workbooks;

/// <summary>How workbooks are read.</summary>
internal sealed record WorkbookOptions
{
    /// <summary>Longest text of a cell, in characters; a longer one is a fault. No spreadsheet program makes longer ones than 32,767.</summary>
    public int MaxCellLength { get; init; } = 100_000;
}
