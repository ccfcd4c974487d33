using StatExchange.Cli;
using StatExchange.Client;
using StatExchange.V1;

namespace StatExchange.UnitTests.Cli;

public sealed class ChangeOutputTests
{
    private static readonly TimePeriod Period = TimePeriod.Parse("2017");

    [Theory]
    [InlineData("-1.4285714285714285714285714286", "-1.429")]
    [InlineData("25", "+25.0")]
    [InlineData("0", "0.0")]
    [InlineData("123456.7891", "+123456.789")]
    public void Shows_percent_with_its_sign(string percent, string text) =>
        Assert.Equal(text, PercentText.Of(decimal.Parse(percent, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void Shows_no_percent_where_there_is_none() => Assert.Equal(("", "", "12.5"), (PercentText.Of(null), PercentText.OfSize(0), PercentText.OfSize(12.5)));

    [Fact]
    public void Says_what_happened_where_the_values_do_not_show_it()
    {
        var one = new Observation(Period, 1m);
        Assert.Equal("added", ChangeText.Of(new ObservationChange(Period, null, one)));
        Assert.Equal("deleted", ChangeText.Of(new ObservationChange(Period, one, null)));
        Assert.Equal("changed", ChangeText.Of(new ObservationChange(Period, one, one with { Value = 2m, Status = 'P' })));
        Assert.Equal("changed: status A → P", ChangeText.Of(new ObservationChange(Period, one, one with { Status = 'P' })));
        Assert.Equal("changed: confidentiality F → N", ChangeText.Of(new ObservationChange(Period, one, one with { ConfidentialityStatus = 'N' })));
        var comments = new Dictionary<string, string> { ["en"] = "x" };
        Assert.Equal("changed: comment", ChangeText.Of(new ObservationChange(Period, one, one with { Comments = comments })));
    }

    [Theory]
    [InlineData(SubmissionAction.CancelEmbargo, "cancel embargo")]
    [InlineData(SubmissionAction.Publish, "publish")]
    public void Names_actions_as_people_read_them(SubmissionAction action, string name) => Assert.Equal(name, Names.Of(action));
}
