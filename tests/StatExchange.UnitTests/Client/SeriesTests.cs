using StatExchange.Client;
using StatExchange.V1;

namespace StatExchange.UnitTests.Client;

public sealed class SeriesTests
{
    private static readonly SeriesKey Key = new() { DataProvider = "AM.ARMSTAT", Freq = "A", Indicator = "MIG_IMM_ST", RefArea = "AM" };

    [Fact]
    public void Reads_back_the_observations_it_was_built_from()
    {
        Observation[] observations =
        [
            new(TimePeriod.Parse("2015"), 2460.2m),
            new(TimePeriod.Parse("2016"), 0m, 'E'),
            new(TimePeriod.Parse("2017"), null, 'Q', 'C', new Dictionary<string, string> { ["ru"] = "Скрыто" }),
        ];
        var series = observations.Aggregate(new SeriesBuilder(Key), (builder, observation) => builder.Add(observation)).Build();

        Assert.Equal(1, series.Decimals);
        Assert.Equal([24602, 0, 0], series.Values);
        var read = series.Observations().ToList();
        Assert.Equal(observations.Select(Plain), read.Select(Plain));
        Assert.Equal("Скрыто", read[2].Comments!["ru"]);

        static (TimePeriod, decimal?, char, char) Plain(Observation observation) =>
            (observation.Period, observation.Value, observation.Status, observation.ConfidentialityStatus);
    }

    [Fact]
    public void Keeps_the_decimals_of_values()
    {
        var series = new SeriesBuilder(Key) { Decimals = 1 }.Add(new Observation(TimePeriod.Parse("2017"), 2407m)).Build();

        Assert.Equal("2407.0", Assert.Single(series.Observations()).Value?.ToString());
    }

    [Fact]
    public void Leaves_columns_out_that_hold_only_their_default()
    {
        var series = new SeriesBuilder(Key).Add(new Observation(TimePeriod.Parse("2017"), 1)).Build();

        Assert.Equal(("", ""), (series.ObsStatus, series.ConfStatus));
    }

    [Fact]
    public void Does_not_leave_out_a_status_that_is_not_stated()
    {
        var series = new SeriesBuilder(Key).Add(new Observation(TimePeriod.Parse("2017"), 1, '.', '.')).Build();

        Assert.Equal((".", "."), (series.ObsStatus, series.ConfStatus));
    }

    [Fact]
    public void Refuses_a_value_that_cannot_be_held_exactly()
    {
        var builder = new SeriesBuilder(Key) { Decimals = 0 }.Add(new Observation(TimePeriod.Parse("2017"), 0.5m));

        Assert.Throws<InvalidOperationException>(builder.Build);
    }

    [Fact]
    public void Refuses_a_period_of_another_frequency() =>
        Assert.Throws<ArgumentException>(() => new SeriesBuilder(Key).Add(new Observation(TimePeriod.Parse("2017-Q1"), 1)));
}
