using System.Globalization;
using StatExchange.Server.Database.Figures;
using StatExchange.Server.Queries.Comparable;
using StatExchange.UnitTests.Confidentiality;
using StatExchange.V1;
using Indicator = StatExchange.Server.Catalogue.Indicator;

namespace StatExchange.UnitTests.Queries;

/// <summary>Periods put together: flows by their sum, stocks by the last.</summary>
public sealed class FrequencyConversionTests
{
    private static readonly Frequency Months = Frequency.Find("M")!;
    private static readonly Frequency Quarters = Frequency.Find("Q")!;
    private static readonly Frequency Years = Frequency.Find("A")!;

    [Theory]
    [InlineData("ASY_APPL_TOT", "1 2 3", "2017-Q1=6")]
    [InlineData("ASY_APPL_TOT", "1 2 .", "2017-Q1=3 incomplete")]
    [InlineData("ASY_APPL_TOT", "1 L 3", "2017-Q1=4 incomplete")]
    [InlineData("ASY_APPL_TOT", "1 Q 3", "2017-Q1=4 incomplete")]
    [InlineData("ASY_APPL_TOT", "Q L Q", "2017-Q1=Q")]
    [InlineData("ASY_APPL_TOT", "L L .", "2017-Q1=L")]
    [InlineData("ASY_APPL_TOT", "1 2E 3P", "2017-Q1=6E")]
    [InlineData("ASY_APPL_TOT", ". . . 4 5 6", "2017-Q2=15")]
    [InlineData("STK_FOR_CTZ", "1 2 3", "2017-Q1=3")]
    [InlineData("STK_FOR_CTZ", "1 2 .", "2017-Q1=2 incomplete")]
    [InlineData("STK_FOR_CTZ", "1 2 L", "2017-Q1=2 incomplete")]
    [InlineData("STK_FOR_CTZ", "1 2 Q", "2017-Q1=Q")]
    [InlineData("STK_FOR_CTZ", "1 L 3P", "2017-Q1=3P")]
    public void Months_make_quarters(string indicator, string months, string expected) =>
        Assert.Equal(expected, Text(Convert(months, indicator, Months, Quarters), Quarters));

    [Fact]
    public void Averages_and_rates_are_not_put_together_over_time()
    {
        Assert.False(FrequencyConversion.IsPossible(Months, Years, Indicator("CTX_UNEMP_RATE")));
        Assert.False(FrequencyConversion.IsPossible(Months, Years, Indicator("CTX_WAGE_AVG")));
        Assert.True(FrequencyConversion.IsPossible(Years, Years, Indicator("CTX_UNEMP_RATE")));
        Assert.False(FrequencyConversion.IsPossible(Years, Months, Indicator("ASY_APPL_TOT")));
        Assert.False(FrequencyConversion.IsPossible(Frequency.Find("W")!, Months, Indicator("ASY_APPL_TOT")));
        Assert.False(FrequencyConversion.IsPossible(Frequency.Find("S")!, Frequency.Find("T")!, Indicator("ASY_APPL_TOT")));
    }

    [Theory]
    [InlineData(0, 24602, 1, "2.4602")]
    [InlineData(3, 24602, 1, "2460.2")]
    [InlineData(6, 2, 0, "2000")]
    public void Units_become_the_catalogues_exactly(short multiplier, long value, short decimals, string expected)
    {
        var columns = new SeriesColumns { UnitMeasure = 1, UnitMult = multiplier, Decimals = decimals, Periods = [2017], Values = [value] };
        Assert.Equal(expected, FrequencyConversion.Convert(columns, Years, Years, Indicator("CTX_LF_TOT"))[2017].Value?.ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public void What_is_too_large_for_any_sum_is_left_out_instead_of_failing()
    {
        var columns = new SeriesColumns { UnitMeasure = 1, UnitMult = 12, Decimals = 0, Periods = [2017], Values = [999_999_999_999_999_999] };
        var figure = FrequencyConversion.Convert(columns, Years, Years, Indicator("MIG_IMM_TOT"))[2017];
        Assert.Equal((null, 'O', true), (figure.Value, figure.Status, figure.IsIncomplete));
    }

    private static Indicator Indicator(string code) => TestCatalogue.Snapshot.FindIndicator(code)!;

    private static Dictionary<int, ComparableFigure> Convert(string text, string indicator, Frequency from, Frequency to)
    {
        var (first, cells) = (from.OrdinalOf(new DateOnly(2017, 1, 1)), text.Split(' '));
        var stated = cells.Index().Where(cell => cell.Item != ".").ToList();
        var columns = new SeriesColumns
        {
            UnitMeasure = 1,
            UnitMult = 0,
            Decimals = 0,
            Periods = [.. stated.Select(cell => first + cell.Index)],
            Values = [.. stated.Select(cell => long.TryParse(cell.Item.TrimEnd('E', 'P'), out var value) ? value : 0)],
            ObsStatus = string.Concat(stated.Select(cell => char.IsLetter(cell.Item[^1]) ? cell.Item[^1] : 'A')),
        };
        return FrequencyConversion.Convert(columns, from, to, Indicator(indicator));
    }

    private static string Text(Dictionary<int, ComparableFigure> figures, Frequency frequency) => string.Join(' ', figures.Select(entry =>
        $"{new TimePeriod(frequency, entry.Key)}={entry.Value.Value}{(entry.Value.Status == 'A' ? "" : entry.Value.Status)}{(entry.Value.IsIncomplete ? " incomplete" : "")}"));
}
