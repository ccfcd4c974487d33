using StatExchange.Server.Submissions;
using StatExchange.V1;

namespace StatExchange.UnitTests.Submissions;

/// <summary>A piece without some observations is the same piece of the others.</summary>
public sealed class WithoutPositionsTests
{
    [Fact]
    public void Every_column_keeps_what_belongs_to_the_observations_that_stay()
    {
        var piece = new StagedSeries
        {
            Action = SeriesAction.Merge,
            Rows = { 2, 3, 4, 5 },
            RawCells = { new RawCell { Position = 1, Concept = "OBS_VALUE", Text = "x" }, new RawCell { Position = 3, Concept = "OBS_VALUE", Text = "y" } },
            Origin = new SeriesOrigin { Sheet = "S", ValueColumns = { 7, 8, 9, 10 }, Cells = { new SourceCell { Column = "c", Text = "t" } } },
            Series = new Series
            {
                Key = new SeriesKey { Indicator = "MIG_IMM_TOT" },
                UnitMult = 0,
                Decimals = 2,
                Source = "source",
                Periods = { 2014, 2015, 2016, 2017 },
                Values = { 10, 0, 30, 0 },
                WithoutValue = { 1, 3 },
                ObsStatus = "A.EL",
                ConfStatus = "FFFN",
                Comments = { new ObservationComment { Position = 3, Text = { ["en"] = "a note" } } },
            },
        };
        var rest = piece.Without(new SortedSet<int> { 0, 1 });
        Assert.Equal([2016, 2017], rest.Series.Periods);
        Assert.Equal([30, 0], rest.Series.Values);
        Assert.Equal([1], rest.Series.WithoutValue);
        Assert.Equal(("EL", "FN"), (rest.Series.ObsStatus, rest.Series.ConfStatus));
        Assert.Equal((1, "a note"), (rest.Series.Comments.Single().Position, rest.Series.Comments.Single().Text["en"]));
        Assert.Equal([4, 5], rest.Rows);
        Assert.Equal((1, "y"), (rest.RawCells.Single().Position, rest.RawCells.Single().Text));
        Assert.Equal([9, 10], rest.Origin.ValueColumns);
        Assert.Equal((SeriesAction.Merge, true, 2, "source", "t"), (rest.Action, rest.Series.HasUnitMult, rest.Series.Decimals, rest.Series.Source, rest.Origin.Cells.Single().Text));
        Assert.Same(piece, piece.Without(new SortedSet<int>()));
    }
}
