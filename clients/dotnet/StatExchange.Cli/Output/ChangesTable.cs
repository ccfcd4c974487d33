using Spectre.Console;
using StatExchange.Client;
using StatExchange.V1;

namespace StatExchange.Cli;

/// <summary>
/// Shows changes as a table of observations: a column for each dimension that varies, what they all share above it. Only the first ones
/// are kept, the others counted.
/// </summary>
internal sealed class ChangesTable(int limit)
{
    private const string StatusCodelist = "CL_OBS_STATUS";

    private readonly List<(SeriesKey Key, ObservationChange? Change)> _rows = [];

    /// <summary>Number of changes; one of attributes alone counts as one.</summary>
    public long Count { get; private set; }

    /// <summary>Number of changes that are not shown.</summary>
    public long More => Count - _rows.Count;

    /// <summary>Adds the changes of a series.</summary>
    public void Add(SeriesChange change)
    {
        var before = Count;
        foreach (var observation in change.Observations())
            Add(change.Key(), observation);
        if (Count == before)
            Add(change.Key(), change: null);
    }

    /// <summary>Shows them, unless there are none.</summary>
    public async Task WriteAsync(CommandContext context, IAnsiConsole screen, string caption, CancellationToken cancellationToken)
    {
        if (_rows.Count == 0)
            return;
        var statuses = await Names.OfCodesAsync(context.Client, StatusCodelist, context.Language, cancellationToken);
        var columns = new KeyColumns(_rows.ConvertAll(row => row.Key));
        screen.WriteLine(Tables.Plain(columns.Shared + caption));
        var table = Tables.Create(columns.Varying.Select(dimension => dimension.Id).Append("Period"));
        foreach (var header in new[] { "Before", "After", "Change, %" })
            table.AddColumn(new TableColumn(header).RightAligned());
        table.AddColumn("What");
        foreach (var (key, change) in _rows)
        {
            table.Add(
            [
                .. columns.Varying.Select(dimension => dimension.Get(key)), change?.Period.ToString() ?? "", ValueOf(change?.Before),
                ValueOf(change?.After), PercentText.Of(change?.Percent), change is { } one ? ChangeText.Of(one) : ChangeText.AttributesOnly,
            ]);
        }

        screen.Write(table);

        string ValueOf(Observation? observation) => observation is { } one ? SeriesTable.ValueOf(one, statuses) : "";
    }

    private void Add(SeriesKey key, ObservationChange? change)
    {
        Count++;
        if (_rows.Count < limit)
            _rows.Add((key, change));
    }
}
