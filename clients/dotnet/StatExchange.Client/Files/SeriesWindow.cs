using StatExchange.V1;

namespace StatExchange.Client.Files;

/// <summary>What is looked at together: rows, put into groups of one series, action and attributes each, and faults.</summary>
internal sealed class SeriesWindow
{
    /// <summary>Characters of comments and raw cells a window may hold: they, not the number of rows, can make it large.</summary>
    public const int MaxTextLength = 1_000_000;

    private readonly List<SeriesGroup> _groups = [];
    private readonly Dictionary<string[], SeriesGroup> _newestByKey = new(RowKeyComparer.Instance);
    private readonly List<SourceFault> _faults = [];

    /// <summary>Number of observations and faults since the last <see cref="Take"/>.</summary>
    public int Rows { get; private set; }

    /// <summary>Characters of free text since the last <see cref="Take"/>.</summary>
    public int TextLength { get; private set; }

    /// <summary>The group a row belongs to.</summary>
    /// <remarks>
    /// A row goes to the newest group of its key. When that has another action or other attributes, or is closed, a new one
    /// begins. A deletion with wildcards may concern any key: it closes all groups, and takes rows only directly after its own.
    /// </remarks>
    public SeriesGroup GroupOf(RowHead row)
    {
        Rows++;
        if (_newestByKey.TryGetValue(row.Key, out var newest) && newest.Takes(row) && (!row.HasWildcard || newest == _groups[^1]))
            return newest;
        if (row.HasWildcard)
            _newestByKey.Clear();
        var group = new SeriesGroup(row);
        _groups.Add(group);
        _newestByKey[group.Key] = group;
        return group;
    }

    /// <summary>Counts an observation that was added to the same group as the one before.</summary>
    public void CountRow() => Rows++;

    /// <summary>Adds a fault of the file.</summary>
    public void AddFault(SourceFault fault)
    {
        Rows++;
        CountText(fault.Text.Length);
        _faults.Add(fault);
    }

    /// <summary>Adds faults of the file.</summary>
    public void AddFaults(IReadOnlyList<SourceFault> faults)
    {
        for (var i = 0; i < faults.Count; i++)
            AddFault(faults[i]);
    }

    /// <summary>Counts free text that a group was given.</summary>
    public void CountText(int length) => TextLength += length;

    /// <summary>Ends the window.</summary>
    /// <returns>Its faults, and its series in the order of their first rows.</returns>
    public IReadOnlyList<FileContent> Take()
    {
        FileContent[] content =
        [
            .. _faults.Select(fault => new FileContent(Series: null, fault)),
            .. _groups.Select(group => new FileContent(group.Build(), Fault: null)),
        ];
        _groups.Clear();
        _newestByKey.Clear();
        _faults.Clear();
        Rows = 0;
        TextLength = 0;
        return content;
    }
}
