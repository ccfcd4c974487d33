namespace StatExchange.Client.Files.Workbooks;

/// <summary>A rectangle of cells; rows and columns count from 1, both ends included.</summary>
/// <param name="Text">As it is written, "B4:C4".</param>
/// <param name="FirstRow">Its first row.</param>
/// <param name="FirstColumn">Its first column.</param>
/// <param name="LastRow">Its last row.</param>
/// <param name="LastColumn">Its last column.</param>
internal sealed record CellRange(string Text, int FirstRow, int FirstColumn, int LastRow, int LastColumn)
{
    /// <summary>Reads a range.</summary>
    /// <exception cref="FileFormatException">It is none.</exception>
    public static CellRange Parse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var last = colon < 0 ? text : text[(colon + 1)..];
        return CellReference.TryParse(colon < 0 ? text : text.AsSpan(0, colon), out var firstRow, out var firstColumn)
            && CellReference.TryParse(last, out var lastRow, out var lastColumn)
            ? new CellRange(text, firstRow, firstColumn, lastRow, lastColumn)
            : throw WorkbookFault.Damaged($"'{CellText.Cut(text)}' is no range of cells");
    }
}
