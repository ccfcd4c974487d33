using StatExchange.V1;

namespace StatExchange.Client.Files;

/// <summary>What a header says: where concepts stand, and all its faults.</summary>
internal sealed class HeaderFindings(FileRecords records)
{
    private readonly string _sheet = records.Sheet;
    private readonly int _row = records.Row;
    private readonly List<SourceFault> _faults = [];
    private readonly List<SourceColumn> _columns = [];
    private readonly HashSet<(string Concept, int Column)> _located = [];

    /// <summary>The faults, in the order they were found.</summary>
    public IReadOnlyList<SourceFault> Faults => _faults;

    /// <summary>Where concepts stand.</summary>
    public IReadOnlyList<SourceColumn> Columns => _columns;

    /// <summary>Whether the columns are there without which no row can be read.</summary>
    public bool IsComplete { get; private set; } = true;

    /// <summary>Adds a fault of the header row.</summary>
    public void Add(SourceFault fault)
    {
        fault.Sheet = _sheet;
        _faults.Add(fault);
    }

    /// <summary>A column is needed and not there; the most similar header that is there may be meant.</summary>
    public void AddMissing(string name, IEnumerable<string> headers)
    {
        IsComplete = false;
        var expected = CellText.Cut(NearestName.Find(name, headers));
        Add(new SourceFault { Rule = FindingRule.ColumnMissing, Row = _row, Concept = CellText.Cut(name), Expected = expected });
    }

    /// <summary>A column is none that the file may have; it will not be read.</summary>
    public void AddUnknown(string name, int column, string nearest)
    {
        var text = CellText.Cut(name);
        Add(new SourceFault { Rule = FindingRule.ColumnUnknown, Row = _row, Column = records.NumberOf(column), Concept = text, Text = text, Expected = nearest });
    }

    /// <summary>A column is there a second time; only the first will be read.</summary>
    public void AddRepeated(string name, int column)
    {
        var text = CellText.Cut(name);
        Add(new SourceFault { Rule = FindingRule.ColumnRepeated, Row = _row, Column = records.NumberOf(column), Concept = text, Text = text });
    }

    /// <summary>A concept stands in a column.</summary>
    public void Locate(string concept, int column, string header)
    {
        if (_located.Add((concept, column)))
            _columns.Add(new SourceColumn { Sheet = _sheet, Concept = CellText.Cut(concept), Number = records.NumberOf(column), Header = CellText.Cut(header) });
    }
}
