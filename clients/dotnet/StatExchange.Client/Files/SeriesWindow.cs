using StatExchange.V1;

namespace StatExchange.Client.Files;

/// <summary>The rows that are looked at together, put into groups of one series, action and attributes each.</summary>
internal sealed class SeriesWindow
{
    /// <summary>Characters of comments and raw cells a window may hold: they, not the number of rows, can make it large.</summary>
    public const int MaxTextLength = 1_000_000;

    private readonly List<SeriesGroup> _groups = [];
    private readonly Dictionary<string[], SeriesGroup> _newestByKey = new(RowKeyComparer.Instance);
    private SeriesGroup? _unreadable;

    /// <summary>Number of rows since the last <see cref="Take"/>.</summary>
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

    /// <summary>Adds a row that cannot be read.</summary>
    public void AddUnreadable(int row, string text)
    {
        Rows++;
        CountText(text.Length);
        if (_unreadable is null)
        {
            _unreadable = SeriesGroup.Unreadable();
            _groups.Add(_unreadable);
        }

        _unreadable.AddUnreadable(row, text);
    }

    /// <summary>Counts free text that a group was given.</summary>
    public void CountText(int length) => TextLength += length;

    /// <summary>Ends the window.</summary>
    /// <returns>Its series, in the order of their first rows.</returns>
    public IReadOnlyList<StagedSeries> Take()
    {
        StagedSeries[] series = [.. _groups.Select(group => group.Build())];
        _groups.Clear();
        _newestByKey.Clear();
        _unreadable = null;
        Rows = 0;
        TextLength = 0;
        return series;
    }
}
