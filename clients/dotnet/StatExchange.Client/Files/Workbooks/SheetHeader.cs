namespace StatExchange.Client.Files.Workbooks;

/// <summary>Where a sheet's rows begin, and which of its columns are read.</summary>
/// <param name="Row">The row of the header.</param>
/// <param name="LastRow">The last row that belongs to the header.</param>
/// <param name="Columns">The columns that are read.</param>
internal sealed record SheetHeader(int Row, int LastRow, IReadOnlyList<WorkbookColumn> Columns)
{
    private readonly HashSet<int>? _statements;

    /// <summary>The columns one of which has to be filled in for a row to state anything; left out for any.</summary>
    public IReadOnlyCollection<string>? Statements
    {
        get;
        init
        {
            field = value;
            _statements = value is null ? null : [.. Enumerable.Range(0, Columns.Count).Where(i => value.Contains(Columns[i].Header))];
        }
    }

    /// <summary>Whether a cell in a column makes its row state something.</summary>
    public bool IsStatement(int position) => _statements is null || _statements.Contains(position);
}
