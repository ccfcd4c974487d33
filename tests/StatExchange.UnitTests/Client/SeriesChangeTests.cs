using StatExchange.Client;
using StatExchange.V1;

namespace StatExchange.UnitTests.Client;

public sealed class SeriesChangeTests
{
    private static readonly SeriesKey Key = new() { Freq = "A", Indicator = "BRD_ENTRY_TOT", RefArea = "KZ" };

    [Fact]
    public void Pairs_observations_by_their_periods()
    {
        var change = new SeriesChange
        {
            Before = Series(("2014", 100m), ("2015", 200m), ("2017", null)),
            After = Series(("2013", 1m), ("2015", 150m), ("2017", 7m)),
        };

        Assert.Equal(
            ["2013 Added  1 ", "2014 Deleted 100  ", "2015 Changed 200 150 -25", "2017 Changed  7 "],
            change.Observations().Select(one => $"{one.Period} {one.Kind} {one.Before?.Value} {one.After?.Value} {one.Percent}"));
        Assert.Equal(Key, change.Key());
    }

    [Theory]
    [InlineData("7.0", "6.9", "-1.4285714285714285714285714286")]
    [InlineData("-4", "-5", "-25")]
    [InlineData("-4", "4", "200")]
    [InlineData("3", "3", "0")]
    [InlineData("0", "5", null)]
    [InlineData(null, "5", null)]
    [InlineData("5", null, null)]
    [InlineData("0.000000000000001", "9000000000000000000", null)]
    public void Tells_the_change_in_percent_of_what_was_there_without_its_sign(string? before, string? after, string? percent)
    {
        var period = TimePeriod.Parse("2017");
        var change = new ObservationChange(period, new Observation(period, Number(before)), new Observation(period, Number(after)));

        Assert.Equal(Number(percent), change.Percent);
    }

    [Fact]
    public void Has_no_observations_when_an_attribute_alone_changed()
    {
        var change = new SeriesChange { Before = new Series { Key = Key, Source = "a" }, After = new Series { Key = Key, Source = "b" } };

        Assert.Empty(change.Observations());
    }

    [Fact]
    public void Of_a_series_that_is_new_or_gone_all_observations_were_added_or_deleted()
    {
        Assert.Equal(ChangeKind.Added, Assert.Single(new SeriesChange { After = Series(("2017", 1m)) }.Observations()).Kind);
        Assert.Equal(ChangeKind.Deleted, Assert.Single(new SeriesChange { Before = Series(("2017", 1m)) }.Observations()).Kind);
    }

    private static decimal? Number(string? text) =>
        text is null ? null : decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static Series Series(params IEnumerable<(string Period, decimal? Value)> observations)
    {
        var builder = new SeriesBuilder(Key);
        foreach (var (period, value) in observations)
            builder.Add(new Observation(TimePeriod.Parse(period), value, value is null ? 'L' : 'A'));
        return builder.Build();
    }
}
