using StatExchange.Client.Files;
using StatExchange.V1;
using static StatExchange.UnitTests.Files.SdmxFile;

namespace StatExchange.UnitTests.Files;

public sealed class HeaderTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("country,year,value", "country")]
    [InlineData("DATAFLOW|FREQ", "DATAFLOW")]
    public async Task Refuses_a_file_that_is_no_SDMX_CSV_as_a_whole(string header, string column)
    {
        var exception = await Assert.ThrowsAsync<FileFormatException>(() => ReadAsync(header, "x"));

        Assert.Equal(column, exception.Column);
        Assert.NotEqual("", exception.Expected);
    }

    [Fact]
    public async Task Refuses_an_archive() =>
        await Assert.ThrowsAsync<FileFormatException>(() => TableFile.ReadAsync([(byte)'P', (byte)'K', 3, 4, 0, 0]));

    [Fact]
    public async Task Says_all_faults_of_a_header_at_once_and_reads_no_row_without_the_columns_it_needs()
    {
        var read = await TableFile.ReadAsync(options: null, "DATAFLOW,FREQ,FREQ,indicator,REF_AREA,COUNTRY,OBS_VALUE", "x,A,A,I,AM,RU,1");

        Assert.Empty(read.Series);
        Assert.Equal(
            [
                "ColumnRepeated 1:3 FREQ ", "ColumnUnknown 1:4 indicator INDICATOR", "ColumnUnknown 1:6 COUNTRY COUNTERPART_AREA",
                "ColumnMissing 1:0 DATA_PROVIDER ", "ColumnMissing 1:0 INDICATOR indicator", "ColumnMissing 1:0 TIME_PERIOD ",
            ],
            read.Faults.Select(fault => $"{fault.Rule} {fault.Row}:{fault.Column} {fault.Concept} {fault.Expected}"));
    }

    [Theory]
    [InlineData(",COUNTRY,sex,SEX", 3)]
    [InlineData(",COMMENT_OBS,", 2)]
    public async Task Goes_on_without_columns_that_are_unknown_or_repeated(string columns, int faults)
    {
        var read = await TableFile.ReadAsync(options: null, Header1 + columns, Start1 + "T,2017,1,A,0,note" + new string(',', columns.Count(c => c == ',')));

        Assert.Equal(faults, read.Faults.Count);
        var staged = Assert.Single(read.Series);
        Assert.Equal(("T", "note"), (staged.Series.Key.Sex, staged.Series.Comments[0].Text["en"]));
    }

    [Theory]
    [InlineData("STRUCTURE,DATA_PROVIDER,FREQ,INDICATOR,REF_AREA,TIME_PERIOD", "STRUCTURE_ID")]
    [InlineData("DATAFLOW,DATA_PROVIDER,FREQ,INDICATOR,REF_AREA,TIME_PERIOD", "OBS_VALUE")]
    public async Task Needs_the_columns_of_its_version(string header, string missing)
    {
        var read = await TableFile.ReadAsync(options: null, header);

        Assert.Equal((FindingRule.ColumnMissing, missing), (Assert.Single(read.Faults).Rule, read.Faults[0].Concept));
    }

    [Fact]
    public async Task Names_the_column_of_each_concept()
    {
        var read = await TableFile.ReadAsync(options: null, Header2.Replace("REF_AREA", "REF_AREA: Area", StringComparison.Ordinal), Row2("A", "T,2017,1,A,0,"));

        Assert.Contains(new SourceColumn { Concept = "REF_AREA", Number = 7, Header = "REF_AREA: Area" }, read.Columns);
        Assert.Contains(new SourceColumn { Concept = "DATAFLOW", Number = 2, Header = "STRUCTURE_ID" }, read.Columns);
        Assert.Contains(new SourceColumn { Concept = "OBS_VALUE", Number = 10, Header = "OBS_VALUE" }, read.Columns);
    }

    [Fact]
    public async Task Reads_a_quoted_header()
    {
        var staged = await ReadAsync("\"" + Header1.Replace(",", "\",\"", StringComparison.Ordinal) + "\"", Start1 + "T,2017,1,A,0,");

        Assert.Single(staged);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n,,,,,,,,,,\n\n")]
    public async Task Says_that_a_file_without_rows_states_nothing(string rows)
    {
        var read = await TableFile.ReadAsync(options: null, Header1, rows);

        Assert.Equal(new SourceFault { Rule = FindingRule.FileEmpty }, Assert.Single(read.Faults));
        Assert.Empty(read.Series);
    }
}
