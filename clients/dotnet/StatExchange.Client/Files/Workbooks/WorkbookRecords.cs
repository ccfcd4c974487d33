using System.Text;
using StatExchange.V1;

namespace StatExchange.Client.Files.Workbooks;

/// <summary>The rows of one sheet of a workbook that are not empty, in the columns that are read; the first one is the header.</summary>
/// <remarks>
/// <para>Columns without a header are not read: people write notes there.</para>
/// <para>
/// A row with a cell that cannot be read is given as an empty row, and the fault of each such cell by <see cref="TakeFaults"/>: it
/// states no observation that could be sent. Merged cells are known, and given, when the last row is read.
/// </para>
/// </remarks>
internal sealed class WorkbookRecords : FileRecords
{
    private readonly SheetHeader _header;
    private readonly WorkbookSheet _sheet;
    private readonly SheetRows _rows;
    private readonly int[] _positions;
    private readonly SheetCell[] _cells;
    private readonly byte[][] _constants;
    private readonly byte[][] _headers;
    private readonly List<SourceFault> _faults = [];
    private RecordKind _kind = RecordKind.BeforeHeader;
    private int _lastRow;

    public WorkbookRecords(WorkbookSheet sheet, SheetHeader header, SheetRows rows)
    {
        (_sheet, _header, _rows) = (sheet, header, rows);
        var columns = header.Columns;
        _cells = new SheetCell[columns.Count];
        _constants = [.. columns.Select(column => Encoding.UTF8.GetBytes(column.Constant ?? ""))];
        _headers = [.. columns.Select(column => Encoding.UTF8.GetBytes(column.Header))];
        _positions = new int[columns.Count == 0 ? 1 : columns.Max(column => column.Number) + 1];
        Array.Fill(_positions, -1);
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i].Number > 0)
                _positions[columns[i].Number] = i;
        }
    }

    private enum RecordKind
    {
        BeforeHeader,
        Header,
        Row,
        FaultyRow,
    }

    /// <inheritdoc/>
    public override string Sheet => _sheet.Name;

    /// <inheritdoc/>
    public override int Row => _kind <= RecordKind.Header ? _header.Row : _rows.Row;

    /// <inheritdoc/>
    public override string? UnreadableText => null;

    /// <inheritdoc/>
    public override int Count => _header.Columns.Count;

    /// <inheritdoc/>
    public override double FractionRead => _sheet.File.FractionRead;

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> this[int column] => _kind switch
    {
        RecordKind.Header => _headers[column],
        RecordKind.Row when _header.Columns[column].Constant is not null => _constants[column],
        RecordKind.Row => Read(column),
        _ => default,
    };

    /// <inheritdoc/>
    public override int NumberOf(int column) => _header.Columns[column].Number;

    /// <inheritdoc/>
    public override ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        if (_kind == RecordKind.BeforeHeader)
        {
            _kind = RecordKind.Header;
            return ValueTask.FromResult(_header.Columns.Count > 0);
        }

        while (WorkbookFault.Guard(() => _rows.Read(cancellationToken)))
        {
            if (_rows.Row <= _header.LastRow || !HasContent())
                continue;
            _lastRow = _rows.Row;
            return ValueTask.FromResult(true);
        }

        AddMergedRanges();
        return ValueTask.FromResult(false);
    }

    /// <inheritdoc/>
    public override string RawText()
    {
        var columns = Enumerable.Range(0, Count).Select(column => CellText.Read(this[column]));
        return CellText.Cut(string.Join('\t', columns));
    }

    /// <inheritdoc/>
    public override IReadOnlyList<SourceFault> TakeFaults()
    {
        if (_faults.Count == 0)
            return [];
        SourceFault[] taken = [.. _faults];
        _faults.Clear();
        return taken;
    }

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        _rows.Dispose();
        return ValueTask.CompletedTask;
    }

    private ReadOnlySpan<byte> Read(int column)
    {
        var cell = _cells[column];
        if (cell.Length == 0)
            return default;
        var text = _rows.TextOf(cell);
        return _header.Columns[column].IsLabelled && text.IndexOf(": "u8) is var label and >= 0 ? text[..label] : text;
    }

    /// <summary>Places the cells of the current row; whether it states anything.</summary>
    private bool HasContent()
    {
        Array.Clear(_cells);
        var hasContent = false;
        _kind = RecordKind.Row;
        foreach (var cell in _rows.Cells)
        {
            var position = cell.Column < _positions.Length ? _positions[cell.Column] : -1;
            if (position < 0)
                continue;
            _cells[position] = cell;
            hasContent |= _header.IsStatement(position);
            if (cell.Fault == CellFault.None)
                continue;
            _kind = RecordKind.FaultyRow;
            hasContent = true;
            _faults.Add(FaultOf(cell, position));
        }

        return hasContent;
    }

    private SourceFault FaultOf(SheetCell cell, int position) => new()
    {
        Rule = cell.Fault switch
        {
            CellFault.Error => FindingRule.SpreadsheetError,
            CellFault.TooLong => FindingRule.CellTooLong,
            _ => FindingRule.FormulaWithoutValue,
        },
        Sheet = Sheet,
        Row = _rows.Row,
        Column = cell.Column,
        Concept = CellText.Cut(_header.Columns[position].Header),
        Text = CellText.Read(_rows.TextOf(cell)),
        Expected = cell.Fault == CellFault.TooLong ? $"{_sheet.File.MaxCellLength}" : "",
    };

    private void AddMergedRanges()
    {
        foreach (var range in _rows.MergedRanges)
        {
            if (range.LastRow < _header.Row || range.FirstRow > Math.Max(_lastRow, _header.LastRow))
                continue;
            var column = _header.Columns.FirstOrDefault(column => column.Number >= range.FirstColumn && column.Number <= range.LastColumn && column.Number > 0);
            if (column is null)
                continue;
            _faults.Add(new SourceFault
            {
                Rule = FindingRule.MergedCells,
                Sheet = Sheet,
                Row = range.FirstRow,
                Column = column.Number,
                Concept = CellText.Cut(column.Header),
                Text = range.Text,
            });
        }
    }
}
