using StatExchange.V1;

namespace StatExchange.UnitTests.Files;

/// <summary>EMBARGO_TIME in files: an instant with its zone; whatever else is written travels as it is, and is a finding.</summary>
public sealed class EmbargoColumnTests
{
    private const string Header =
        "STRUCTURE,STRUCTURE_ID,ACTION,DATA_PROVIDER,FREQ,INDICATOR,REF_AREA,TIME_PERIOD,OBS_VALUE,CONF_STATUS,EMBARGO_TIME";

    [Theory]
    [InlineData("2027-01-15T11:00:00Z", "2027-01-15T11:00:00+00:00")]
    [InlineData("2027-01-15T11:00+05:00", "2027-01-15T06:00:00+00:00")]
    [InlineData(" 2027-01-15T11:00:00.25Z ", "2027-01-15T11:00:00.25+00:00")]
    public async Task An_instant_is_read(string cell, string instant)
    {
        var staged = Assert.Single(await ReadAsync("5,E," + cell));
        var embargo = Assert.Single(staged.Series.Embargoes);
        Assert.Equal((0, DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture)), (embargo.Position, embargo.Until.ToDateTimeOffset()));
        Assert.Empty(staged.RawCells);
    }

    [Theory]
    [InlineData("2027-01-15")]
    [InlineData("2027-01-15T11:00:00")]
    [InlineData("tomorrow")]
    public async Task What_is_no_instant_travels_as_written(string cell)
    {
        var staged = Assert.Single(await ReadAsync("5,E," + cell));
        Assert.Empty(staged.Series.Embargoes);
        Assert.Equal(new RawCell { Concept = "EMBARGO_TIME", Text = cell }, Assert.Single(staged.RawCells));
    }

    [Fact]
    public async Task An_empty_cell_states_none() => Assert.Empty(Assert.Single(await ReadAsync("5,E,")).Series.Embargoes);

    private static Task<List<StagedSeries>> ReadAsync(string rest) =>
        SdmxFile.ReadAsync(Header, SdmxFile.Row2("A", "2017," + rest));
}
