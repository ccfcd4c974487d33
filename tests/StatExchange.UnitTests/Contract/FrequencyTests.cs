using StatExchange.V1;

namespace StatExchange.UnitTests.Contract;

public sealed class FrequencyTests
{
    [Theory]
    [InlineData("A", 2017)]
    [InlineData("S", (2017 * 2) + 1)]
    [InlineData("Q", (2017 * 4) + 2)]
    [InlineData("M", (2017 * 12) + 7)]
    public void Counts_periods_as_the_contract_documents(string code, int ordinal) =>
        Assert.Equal(ordinal, Frequency.Find(code)!.OrdinalOf(new DateOnly(2017, 8, 15)));

    [Fact]
    public void Counts_days_and_weeks_from_the_first_day_of_the_calendar()
    {
        Assert.Equal(0, Frequency.Find("D")!.OrdinalOf(new DateOnly(1, 1, 1)));
        Assert.Equal(0, Frequency.Find("W")!.OrdinalOf(new DateOnly(1, 1, 7)));
        Assert.Equal(1, Frequency.Find("W")!.OrdinalOf(new DateOnly(1, 1, 8)));
    }

    [Theory]
    [InlineData("Q", "2017-01-01", "2017-12-31", 4)]
    [InlineData("Q", "2017-01-02", "2017-12-30", 2)]
    [InlineData("A", "2017-01-02", "2017-12-31", 0)]
    [InlineData("W", "2017-01-02", "2017-01-15", 2)]
    public void Finds_the_periods_wholly_within_two_days(string code, string first, string last, int count)
    {
        var range = Frequency.Find(code)!.OrdinalsWithin(DateOnly.Parse(first), DateOnly.Parse(last));

        Assert.Equal(count, Math.Max(0, range.Last - range.First + 1));
    }

    [Fact]
    public void Knows_no_frequency_whose_periods_cannot_be_counted() => Assert.Null(Frequency.Find("H"));
}
