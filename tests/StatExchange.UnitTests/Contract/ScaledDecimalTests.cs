using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using StatExchange.V1;

namespace StatExchange.UnitTests.Contract;

public sealed class ScaledDecimalTests
{
    [Theory]
    [InlineData(24602, 1, "2460.2")]
    [InlineData(24070, 1, "2407.0")]
    [InlineData(0, 2, "0.00")]
    [InlineData(-5, 3, "-0.005")]
    [InlineData(long.MaxValue, 15, "9223.372036854775807")]
    [InlineData(long.MinValue, 0, "-9223372036854775808")]
    public void Writes_values_with_exactly_their_decimals(long scaled, int decimals, string text) =>
        Assert.Equal(text, ScaledDecimal.Format(scaled, decimals));

    [Fact]
    public void Scales_back_every_value_it_makes() =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<long>(),
            Gen.Choose(0, DataStructureDefinition.MaxDecimals).ToArbitrary(),
            (scaled, decimals) => scaled == long.MinValue
                || (ScaledDecimal.TryScale(ScaledDecimal.ToDecimal(scaled, decimals), decimals, out var back) && back == scaled))
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("0.5", 0)]
    [InlineData("1.005", 2)]
    [InlineData("9223372036854775808", 0)]
    [InlineData("9300", 15)]
    [InlineData("1", 16)]
    [InlineData("1", -1)]
    public void Refuses_what_cannot_be_held_exactly(string value, int decimals) =>
        Assert.False(ScaledDecimal.TryScale(decimal.Parse(value, CultureInfo.InvariantCulture), decimals, out _));
}
