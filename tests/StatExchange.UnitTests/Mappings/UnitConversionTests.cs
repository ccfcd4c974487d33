using StatExchange.Client;
using StatExchange.Server.Mappings;
using StatExchange.V1;

namespace StatExchange.UnitTests.Mappings;

/// <summary>Figures in another power of ten are the same figures, to the last digit.</summary>
public sealed class UnitConversionTests
{
    [Theory]
    [InlineData("2460.2", 3, 0, "2460200")]
    [InlineData("2460.2", 3, 3, "2460.2")]
    [InlineData("837000", 0, 3, "837.000")]
    [InlineData("-0.5", 6, 0, "-500000")]
    [InlineData("1.25", 6, 3, "1250")]
    [InlineData("7", 9, 6, "7000")]
    public void A_value_keeps_what_it_says(string value, int sent, int expected, string converted)
    {
        var piece = Piece(decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture), sent);
        UnitConversion.Apply(piece, expected);
        Assert.Equal(expected, piece.Series.UnitMult);
        Assert.Equal(converted, ScaledDecimal.Format(piece.Series.Values[0], piece.Series.Decimals));
        Assert.Empty(piece.RawCells);
    }

    [Fact]
    public void A_value_that_does_not_fit_afterwards_is_a_raw_cell_and_the_others_are_converted()
    {
        var piece = new StagedSeries { Series = new Series { UnitMult = 9, Periods = { 2016, 2017, 2018 }, Values = { 5, long.MaxValue, 0 }, WithoutValue = { 2 } } };
        UnitConversion.Apply(piece, 0);
        Assert.Equal([5_000_000_000, 0, 0], piece.Series.Values);
        Assert.Equal([1, 2], piece.Series.WithoutValue);
        var cell = Assert.Single(piece.RawCells);
        Assert.Equal((1, "OBS_VALUE", "9223372036854775807000000000"), (cell.Position, cell.Concept, cell.Text));
    }

    [Theory]
    [InlineData(40)]
    [InlineData(-40)]
    [InlineData(int.MinValue)]
    [InlineData(int.MaxValue)]
    public void A_multiplier_that_cannot_be_converted_stays_and_is_found_to_contradict_the_catalogue(int sent)
    {
        var piece = Piece(1, sent);
        UnitConversion.Apply(piece, 0);
        Assert.Equal((sent, 1L, 0), (piece.Series.UnitMult, piece.Series.Values[0], piece.Series.Decimals));
    }

    private static StagedSeries Piece(decimal value, int unitMult)
    {
        var series = new SeriesBuilder(new SeriesKey { Freq = "A" }).Add(new Observation(TimePeriod.Parse("2017"), value)).Build();
        series.UnitMult = unitMult;
        return new StagedSeries { Series = series };
    }
}
