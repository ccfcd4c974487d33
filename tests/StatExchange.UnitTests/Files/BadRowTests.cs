using StatExchange.Client.Files;
using StatExchange.V1;
using static StatExchange.UnitTests.Files.SdmxFile;

namespace StatExchange.UnitTests.Files;

public sealed class BadRowTests
{
    [Theory]
    [InlineData("T,2017,abc,A,0,", "OBS_VALUE", "abc")]
    [InlineData("T,2017,1 000,A,0,", "OBS_VALUE", "1 000")]
    [InlineData("T,2017,12.5,A,0,", "OBS_VALUE", "12.5")]
    [InlineData("T,2017,0.1234567890123456,A,,", "OBS_VALUE", "0.1234567890123456")]
    [InlineData("T,2017,9223372036854775808,A,0,", "OBS_VALUE", "9223372036854775808")]
    [InlineData("T,2017,1,AB,0,", "OBS_STATUS", "AB")]
    [InlineData("T,2017,1,.,0,", "OBS_STATUS", ".")]
    [InlineData("T,2017-Q1,1,A,0,", "TIME_PERIOD", "2017-Q1")]
    [InlineData("T,2017,1,A,two,", "DECIMALS", "two")]
    [InlineData("T,2017,1,A,16,", "DECIMALS", "16")]
    public async Task Passes_on_a_cell_that_cannot_be_expressed_as_it_is_written(string cells, string concept, string text)
    {
        var staged = Assert.Single(await ReadAsync(Header1, Start1 + cells));

        var cell = Assert.Single(staged.RawCells);
        Assert.Equal((0, concept, text), (cell.Position, cell.Concept, cell.Text));
        Assert.Single(staged.Series.Periods);
    }

    [Fact]
    public async Task Puts_placeholders_where_a_cell_cannot_be_expressed()
    {
        var staged = Assert.Single(await ReadAsync(Header1, Start1 + "T,2016,1,A,0,", Start1 + "T,x,abc,XX,0,"));

        Assert.Equal([2016, 0], staged.Series.Periods);
        Assert.Equal([1, 0], staged.Series.Values);
        Assert.Equal([1], staged.Series.WithoutValue);
        Assert.Equal("A.", staged.Series.ObsStatus);
        Assert.All(staged.RawCells, cell => Assert.Equal(1, cell.Position));
        Assert.Equal(["TIME_PERIOD", "OBS_VALUE", "OBS_STATUS"], staged.RawCells.Select(cell => cell.Concept).OrderDescending());
    }

    [Fact]
    public async Task Passes_on_a_value_that_does_not_fit_with_the_decimals_of_another()
    {
        var staged = Assert.Single(await ReadAsync(Header1, Start1 + "T,2016,0.123456789,A,,", Start1 + "T,2017,92233720368547758,A,,"));

        Assert.Equal([123456789, 0], staged.Series.Values);
        Assert.Equal([1], staged.Series.WithoutValue);
        Assert.Equal("92233720368547758", Assert.Single(staged.RawCells).Text);
    }

    [Fact]
    public async Task Passes_on_a_row_of_another_dataflow()
    {
        var other = Start1.Replace("1.0", "2.0", StringComparison.Ordinal);
        var staged = Assert.Single(await ReadAsync(Header1, Start1 + "T,2016,1,A,0,", other + "T,2017,1,A,0,"));

        var cell = Assert.Single(staged.RawCells);
        Assert.Equal((1, "DATAFLOW", "PPMO:MIGRATION_PROFILE(2.0)"), (cell.Position, cell.Concept, cell.Text));
    }

    [Fact]
    public async Task Passes_on_a_row_for_another_kind_of_structure()
    {
        var row = Row2("A", "T,2017,1,A,0,").Replace("dataflow,", "datastructure,", StringComparison.Ordinal);
        var staged = Assert.Single(await ReadAsync(Header2, row));

        Assert.Equal("DATAFLOW", Assert.Single(staged.RawCells).Concept);
    }

    [Theory]
    [InlineData("T,2017,1,A,0")]
    [InlineData("T,2017,1,A,0,,")]
    [InlineData("T,2017,1,A,0,\"note\" more")]
    [InlineData("T,2017,1,A,0,no\"te")]
    public async Task Goes_on_after_a_row_that_cannot_be_read(string cells)
    {
        var read = await TableFile.ReadAsync(options: null, Header1, Start1 + "T,2016,1,A,0,", Start1 + cells, Start1 + "T,2018,1,A,0,");

        Assert.Equal([2, 4], Assert.Single(read.Series).Rows);
        Assert.Equal(new SourceFault { Rule = FindingRule.RowUnreadable, Row = 3, Text = Start1 + cells }, Assert.Single(read.Faults));
    }

    [Fact]
    public async Task Goes_on_after_the_line_of_a_quote_that_is_never_closed()
    {
        var read = await TableFile.ReadAsync(
            options: null,
            Header1, Start1 + "T,2016,1,A,0,", Start1 + "T,2017,1,A,0,\"open", Start1 + "T,2018,1,A,0,", Start1 + "T,2019,1,A,0,");

        Assert.Equal([2, 4, 5], Assert.Single(read.Series).Rows);
        Assert.Equal([2016, 2018, 2019], read.Series[0].Series.Periods);
        Assert.Equal((FindingRule.RowUnreadable, 3), (Assert.Single(read.Faults).Rule, read.Faults[0].Row));
    }

    [Fact]
    public async Task Goes_on_after_a_quote_that_would_swallow_a_large_file()
    {
        var options = new SeriesFileOptions { MaxCellLength = 1000 };
        var rows = Enumerable.Range(1, 5000).Select(year => Start1 + $"T,{year:D4},1,A,0,");
        var read = await TableFile.ReadAsync(options, [Header1, Start1 + "T,2017,1,A,0,\"open", .. rows]);

        Assert.Equal(5000, Assert.Single(read.Series).Rows.Count);
        Assert.Equal((FindingRule.RowUnreadable, 2), (Assert.Single(read.Faults).Rule, read.Faults[0].Row));
    }

    [Theory]
    [InlineData(2_000, 11)]
    [InlineData(200_000, 0)]
    public async Task Goes_on_after_a_cell_that_is_too_long(int length, int column)
    {
        var options = new SeriesFileOptions { MaxCellLength = 1000 };
        var read = await TableFile.ReadAsync(
            options, Header1, Start1 + "T,2016,1,A,0," + new string('x', length), Start1 + "T,2017,1,A,0,");

        Assert.Equal([3], Assert.Single(read.Series).Rows);
        var fault = Assert.Single(read.Faults);
        Assert.Equal((FindingRule.CellTooLong, 2, column, "1000"), (fault.Rule, fault.Row, fault.Column, fault.Expected));
        Assert.Equal(200, fault.Text.Length);
    }

    [Fact]
    public async Task Reads_a_cell_with_line_breaks_as_one_row()
    {
        var staged = Assert.Single(await ReadAsync(Header1, Start1 + "T,2016,1,A,0,\"two\nlines\"", Start1 + "T,2017,1,A,0,"));

        Assert.Equal([2, 3], staged.Rows);
        Assert.Equal("two\nlines", Assert.Single(staged.Series.Comments).Text["en"]);
    }
}
