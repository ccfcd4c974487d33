using FsCheck;
using FsCheck.Fluent;
using StatExchange.V1;

namespace StatExchange.UnitTests.Contract;

public sealed class TimePeriodTests
{
    public static TheoryData<string> Frequencies => [.. Frequency.All.Select(frequency => frequency.Code)];

    [Theory]
    [MemberData(nameof(Frequencies))]
    public void Reads_back_every_period_it_writes(string code)
    {
        var frequency = Frequency.Find(code)!;
        var ordinals = Gen.Choose(frequency.FirstOrdinal, frequency.LastOrdinal).ToArbitrary();
        Prop.ForAll(ordinals, ordinal =>
        {
            var period = new TimePeriod(frequency, ordinal);
            return TimePeriod.TryParse(period.ToString(), frequency, out var read) && read == period;
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [MemberData(nameof(Frequencies))]
    public void Reads_back_the_first_and_the_last_period(string code)
    {
        var frequency = Frequency.Find(code)!;
        Assert.All([frequency.FirstOrdinal, frequency.LastOrdinal], ordinal =>
        {
            Assert.True(TimePeriod.TryParse(new TimePeriod(frequency, ordinal).ToString(), frequency, out var read));
            Assert.Equal(ordinal, read.Ordinal);
        });
    }

    [Theory]
    [MemberData(nameof(Frequencies))]
    public void Periods_follow_one_another_without_a_gap(string code)
    {
        var frequency = Frequency.Find(code)!;
        var ordinals = Gen.Choose(frequency.FirstOrdinal, frequency.LastOrdinal - 1).ToArbitrary();
        Prop.ForAll(ordinals, ordinal =>
            new TimePeriod(frequency, ordinal).LastDay.AddDays(1) == new TimePeriod(frequency, ordinal + 1).FirstDay
            && frequency.OrdinalOf(new TimePeriod(frequency, ordinal).LastDay) == ordinal).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("2017", "A", "2017-01-01", "2017-12-31")]
    [InlineData("2017-A1", "A", "2017-01-01", "2017-12-31")]
    [InlineData("2017-S2", "S", "2017-07-01", "2017-12-31")]
    [InlineData("2017-T3", "T", "2017-09-01", "2017-12-31")]
    [InlineData("2017-Q1", "Q", "2017-01-01", "2017-03-31")]
    [InlineData("2016-02", "M", "2016-02-01", "2016-02-29")]
    [InlineData("2016-M02", "M", "2016-02-01", "2016-02-29")]
    [InlineData("2015-W53", "W", "2015-12-28", "2016-01-03")]
    [InlineData("2016-W01", "W", "2016-01-04", "2016-01-10")]
    [InlineData("2016-02-29", "D", "2016-02-29", "2016-02-29")]
    [InlineData("2016-D366", "D", "2016-12-31", "2016-12-31")]
    public void Knows_the_days_of_a_period(string text, string frequency, string first, string last)
    {
        var period = TimePeriod.Parse(text);

        Assert.Equal(frequency, period.Frequency.Code);
        Assert.Equal((first, last), ($"{period.FirstDay:yyyy-MM-dd}", $"{period.LastDay:yyyy-MM-dd}"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("17")]
    [InlineData("0000")]
    [InlineData("2017-")]
    [InlineData("2017-Q")]
    [InlineData("2017-Q5")]
    [InlineData("2017-Q01")]
    [InlineData("2017-S3")]
    [InlineData("2017-13")]
    [InlineData("2017-1")]
    [InlineData("2016-W53")]
    [InlineData("2017-D366")]
    [InlineData("2017-02-29")]
    [InlineData("2017-01-01T00:00:00")]
    [InlineData("+017")]
    public void Refuses_what_is_no_period(string text) => Assert.False(TimePeriod.TryParse(text, out _));

    [Fact]
    public void Takes_a_year_as_a_period_of_a_multi_annual_frequency()
    {
        Assert.True(TimePeriod.TryParse("2015", Frequency.Find("A5")!, out var period));
        Assert.Equal(("A5", 2015), (period.Frequency.Code, period.Ordinal));
    }

    [Fact]
    public void Orders_periods_by_their_first_day_shorter_ones_first()
    {
        string[] texts = ["2018", "2017", "2017-01", "2017-Q1", "2017-01-01"];

        Assert.Equal(["2017-01-01", "2017-01", "2017-Q1", "2017", "2018"], texts.Select(TimePeriod.Parse).Order().Select(period => $"{period}"));
    }
}
