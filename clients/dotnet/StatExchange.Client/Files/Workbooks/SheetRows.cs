using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace StatExchange.Client.Files.Workbooks;

/// <summary>The rows of a sheet that are not empty, one after the other.</summary>
internal sealed class SheetRows(PartXml xml, WorkbookContext workbook) : IDisposable
{
    private const int RowDepth = 2;
    private const int CellDepth = 3;

    private readonly List<SheetCell> _cells = [];
    private readonly List<CellRange> _mergedRanges = [];
    private readonly List<byte> _text = [];

    /// <summary>Number of the current row.</summary>
    public int Row { get; private set; }

    /// <summary>The cells of the current row that are not empty, by column.</summary>
    public IReadOnlyList<SheetCell> Cells => _cells;

    /// <summary>The merged ranges of the sheet; known when all rows are read.</summary>
    public IReadOnlyList<CellRange> MergedRanges => _mergedRanges;

    /// <summary>The text of a cell of the current row.</summary>
    public ReadOnlySpan<byte> TextOf(SheetCell cell) => CollectionsMarshal.AsSpan(_text).Slice(cell.Start, cell.Length);

    /// <summary>Goes to the next row that is not empty; after the last one, reads what the sheet says of its cells.</summary>
    /// <returns>Whether there is one.</returns>
    public bool Read(CancellationToken cancellationToken)
    {
        while (xml.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!xml.IsElement || xml.Depth != RowDepth)
                continue;
            if (xml.Name == "row" && ReadRow())
                return true;
            if (xml.Name == "mergeCell" && xml.Attribute("ref") is { } range)
                AddMergedRange(range);
        }

        return false;
    }

    /// <inheritdoc/>
    public void Dispose() => xml.Dispose();

    private bool ReadRow()
    {
        var row = Row + 1;
        if (xml.Attribute("r") is { } number && !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out row))
            throw WorkbookFault.Damaged($"'{CellText.Cut(number)}' is no row");
        if (row <= Row || row > WorkbookLimits.Rows)
            throw WorkbookFault.Damaged($"row {row} follows row {Row}");
        Row = row;
        _cells.Clear();
        _text.Clear();
        var column = 0;
        var isEmpty = xml.IsEmptyElement;
        while (xml.ReadWithin(RowDepth, isEmpty))
        {
            if (xml.IsElement && xml.Depth == CellDepth && xml.Name == "c")
                ReadCell(ref column);
        }

        return _cells.Count > 0;
    }

    private void ReadCell(ref int column)
    {
        var previous = column++;
        if (xml.Attribute("r") is { } reference && (!CellReference.TryParse(reference, out var row, out column) || row != Row))
            throw WorkbookFault.Damaged($"the cell '{CellText.Cut(reference)}' stands in row {Row}");
        if (column <= previous || column > WorkbookLimits.Columns)
            throw WorkbookFault.Damaged($"column {column} follows column {previous} in row {Row}");
        var type = xml.Attribute("t") ?? "n";
        var format = xml.Attribute("s");
        string? value = null;
        string? formula = null;
        var isEmpty = xml.IsEmptyElement;
        while (xml.ReadWithin(CellDepth, isEmpty))
        {
            if (!xml.IsElement || xml.Depth != CellDepth + 1)
                continue;
            if (xml.Name == "v")
                value = xml.ReadText(workbook.MaxCellLength);
            else if (xml.Name == "f")
                formula = xml.ReadText(CellText.MaxLength);
            else if (xml.Name == "is")
                value = xml.ReadRuns(workbook.MaxCellLength);
        }

        // A formula that gives an empty text has a value: the empty one.
        if (formula is not null && (value is null || (value.Length == 0 && type != "str")))
            Add(column, "=" + formula, CellFault.FormulaWithoutValue);
        else if (!string.IsNullOrEmpty(value))
            Add(column, type, value, format);
    }

    private void Add(int column, string type, string value, string? format)
    {
        switch (type)
        {
            case "s":
                var shared = workbook.Texts.Find(value);
                workbook.Budget.Use(shared.Length);
                Add(column, shared, Encoding.UTF8.GetCharCount(shared) > workbook.MaxCellLength ? CellFault.TooLong : CellFault.None);
                break;
            case "e":
                Add(column, value, CellFault.Error);
                break;
            case "b":
                Add(column, value == "1" ? "TRUE" : "FALSE", CellFault.None);
                break;
            case "n" when workbook.Formats.IsDate(format) && SpreadsheetNumber.FormatDate(value, workbook.CountsFrom1904) is { } date:
                Add(column, date, CellFault.None);
                break;
            case "n":
                Add(column, SpreadsheetNumber.Format(value), CellFault.None);
                break;
            case "d" when value.EndsWith("T00:00:00", StringComparison.Ordinal):
                Add(column, value[..^"T00:00:00".Length], CellFault.None);
                break;
            default:
                Add(column, value, value.Length > workbook.MaxCellLength ? CellFault.TooLong : CellFault.None);
                break;
        }
    }

    private void Add(int column, string text, CellFault fault)
    {
        var start = _text.Count;
        CollectionsMarshal.SetCount(_text, start + Encoding.UTF8.GetByteCount(text));
        Encoding.UTF8.GetBytes(text, CollectionsMarshal.AsSpan(_text)[start..]);
        _cells.Add(new SheetCell(column, start, _text.Count - start, fault));
    }

    private void Add(int column, ReadOnlySpan<byte> text, CellFault fault)
    {
        if (text.IsEmpty)
            return;
        _cells.Add(new SheetCell(column, _text.Count, text.Length, fault));
        _text.AddRange(text);
    }

    private void AddMergedRange(string range)
    {
        if (_mergedRanges.Count >= WorkbookLimits.MergedRanges)
            throw WorkbookFault.Refuse("A sheet of the workbook has more merged cells than there may be; unmerge them.");
        _mergedRanges.Add(CellRange.Parse(range));
    }
}
