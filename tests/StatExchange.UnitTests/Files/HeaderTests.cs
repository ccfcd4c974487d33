using StatExchange.Client.Files;
using static StatExchange.UnitTests.Files.SdmxFile;

namespace StatExchange.UnitTests.Files;

public sealed class HeaderTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("country,year,value", "country")]
    [InlineData("PK\u0003\u0004", "PK\u0003\u0004")]
    [InlineData("DATAFLOW|FREQ", "DATAFLOW")]
    [InlineData("DATAFLOW,FREQ,INDICATOR,REF_AREA,TIME_PERIOD,OBS_VALUE", "DATA_PROVIDER")]
    [InlineData("DATAFLOW,DATA_PROVIDER,FREQ,INDICATOR,REF_AREA,TIME_PERIOD", "OBS_VALUE")]
    [InlineData("STRUCTURE,DATA_PROVIDER,FREQ,INDICATOR,REF_AREA,TIME_PERIOD", "STRUCTURE_ID")]
    [InlineData(Header1 + ",COUNTRY", "COUNTRY")]
    [InlineData(Header1 + ",sex", "sex")]
    [InlineData(Header1 + ",SEX", "SEX")]
    public async Task Refuses_a_file_that_is_no_SDMX_CSV_as_a_whole(string header, string column)
    {
        var exception = await Assert.ThrowsAsync<FileFormatException>(() => ReadAsync(header, "x"));

        Assert.Equal(column, exception.Column);
        Assert.NotEqual("", exception.Expected);
    }

    [Fact]
    public async Task Names_the_nearest_column()
    {
        var exception = await Assert.ThrowsAsync<FileFormatException>(() => ReadAsync(Header1 + ",counterpart_area"));

        Assert.Equal("COUNTERPART_AREA", exception.Expected);
    }

    [Fact]
    public async Task Reads_a_quoted_header()
    {
        var staged = await ReadAsync("\"" + Header1.Replace(",", "\",\"", StringComparison.Ordinal) + "\"", Start1 + "T,2017,1,A,0,");

        Assert.Single(staged);
    }

    [Fact]
    public async Task Reads_a_file_without_rows_as_no_series() => Assert.Empty(await ReadAsync(Header1));
}
