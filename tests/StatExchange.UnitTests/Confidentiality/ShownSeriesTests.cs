using StatExchange.Server.Database.Figures;
using StatExchange.Server.Database.Restricted;

namespace StatExchange.UnitTests.Confidentiality;

/// <summary>What everybody is shown of a series with hidden observations, as of a release and before.</summary>
public sealed class ShownSeriesTests
{
    private static readonly Dictionary<int, char> None = [];

    [Fact]
    public void What_is_hidden_is_hidden_in_every_vintage()
    {
        var history = new ReplacedColumns(7, Columns("FF", (2016, 3), (2017, 4)));
        var shown = ShownSeries.Of(
            Columns("FC", (2016, 5), (2017, 6)), new Dictionary<int, char> { [2017] = 'C' }, Columns("FF", (2016, 5), (2017, 6)), [history]);
        Assert.Equal("2016=5AF 2017=QC", Text(shown.Next));
        Assert.Null(shown.Replaced);
        Assert.True(shown.IsChanged);
        var rewritten = Assert.Single(shown.Rewritten);
        Assert.Equal((7, "2016=3AF 2017=QC"), (rewritten.ReleaseId, Text(rewritten.Columns)));
    }

    [Fact]
    public void What_is_freed_was_hidden_before()
    {
        var history = new ReplacedColumns(7, Masked(Columns("FF", (2017, 0))));
        var shown = ShownSeries.Of(Columns("FF", (2016, 5), (2017, 6)), None, Masked(Columns("FF", (2016, 5), (2017, 0))), [history]);
        Assert.Equal("2016=5AF 2017=6AF", Text(shown.Next));
        Assert.Equal("2017=QC", Text(shown.Replaced!));
        Assert.Empty(shown.Rewritten);
    }

    [Fact]
    public void A_hidden_value_that_changes_changes_nothing_for_those_who_do_not_see_it()
    {
        var shown = ShownSeries.Of(
            Columns("FC", (2016, 5), (2017, 99)), new Dictionary<int, char> { [2017] = 'C' }, Masked(Columns("FF", (2016, 5), (2017, 0))), []);
        Assert.Null(shown.Replaced);
        Assert.False(shown.IsChanged);
    }

    [Fact]
    public void An_absent_observation_of_the_history_stays_absent()
    {
        var history = new ReplacedColumns(7, Columns("FF", (2016, 3), (2017, 0)) with { ObsStatus = "A-" });
        var shown = ShownSeries.Of(
            Columns("FC", (2016, 5), (2017, 6)), new Dictionary<int, char> { [2017] = 'C' }, Columns("FF", (2016, 5), (2017, 6)), [history]);
        Assert.Empty(shown.Rewritten);
    }

    [Fact]
    public void A_deleted_observation_was_there_hidden()
    {
        var shown = ShownSeries.Of(Columns("F", (2016, 5)), None, Masked(Columns("FF", (2016, 5), (2017, 0))), []);
        Assert.Equal("2017=QC", Text(shown.Replaced!));
    }

    private static SeriesColumns Columns(string confidentiality, params (int Period, long Value)[] observations) => new()
    {
        UnitMeasure = 1,
        UnitMult = 0,
        Decimals = 0,
        Periods = [.. observations.Select(observation => observation.Period)],
        Values = [.. observations.Select(observation => observation.Value)],
        ConfStatus = confidentiality,
    };

    private static SeriesColumns Masked(SeriesColumns columns) => SeriesMask.Cover(columns, new Dictionary<int, char> { [2017] = 'C' });

    private static string Text(SeriesColumns columns) => string.Join(' ', Enumerable.Range(0, columns.Count).Select(position =>
    {
        var value = SeriesColumns.HasValue(columns.StatusAt(position)) ? $"{columns.Values[position]}" : "";
        return $"{columns.Periods[position]}={value}{columns.StatusAt(position)}{columns.ConfidentialityAt(position)}";
    }));
}
