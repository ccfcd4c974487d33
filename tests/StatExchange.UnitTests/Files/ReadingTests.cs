using StatExchange.Client.Files;
using StatExchange.V1;
using static StatExchange.UnitTests.Files.SdmxFile;

namespace StatExchange.UnitTests.Files;

public sealed class ReadingTests
{
    [Fact]
    public async Task Reads_version_1_as_append()
    {
        var staged = Assert.Single(await ReadAsync(Header1, Start1 + "T,2017,94817,A,0,", Start1 + "T,2018,0,A,0,"));

        Assert.Equal(SeriesAction.Append, staged.Action);
        Assert.Equal([2, 3], staged.Rows);
        Assert.Equal("AM.ARMSTAT", staged.Series.Key.DataProvider);
        Assert.Equal("", staged.Series.Key.Age);
        Assert.Equal([2017, 2018], staged.Series.Periods);
        Assert.Equal([94817, 0], staged.Series.Values);
        Assert.Equal("", staged.Series.ObsStatus);
        Assert.Equal("..", staged.Series.ConfStatus);
        Assert.Empty(staged.RawCells);
    }

    [Fact]
    public async Task Reads_columns_in_any_order_and_ignores_keys_and_labels()
    {
        var staged = Assert.Single(await ReadAsync(
            "STRUCTURE,STRUCTURE_ID,STRUCTURE_NAME,SERIES_KEY,OBS_VALUE,TIME_PERIOD,Time,REF_AREA,Reporting area,INDICATOR,FREQ,DATA_PROVIDER",
            "dataflow,PPMO:MIGRATION_PROFILE(1.0),Profile,x.y,12,2017,2017,AM,Armenia,MIG_IMM_ST,A,AM.ARMSTAT"));

        Assert.Equal("AM", staged.Series.Key.RefArea);
        Assert.Equal([12], staged.Series.Values);
    }

    [Fact]
    public async Task Takes_the_code_of_a_cell_with_a_label()
    {
        var staged = Assert.Single(await ReadAsync(
            "DATAFLOW,DATA_PROVIDER: Provider,FREQ: Frequency,INDICATOR: Indicator,REF_AREA: Area,TIME_PERIOD: Time,OBS_VALUE: Value",
            "PPMO:MIGRATION_PROFILE(1.0): Profile,AM.ARMSTAT: Statistics: Armenia,A: Annual,MIG_IMM_ST: x,AM: Armenia,2017,1"));

        Assert.Equal("AM.ARMSTAT", staged.Series.Key.DataProvider);
        Assert.Equal("A", staged.Series.Key.Freq);
        Assert.Empty(staged.RawCells);
    }

    [Theory]
    [InlineData(';')]
    [InlineData('\t')]
    public async Task Reads_decimal_comma_when_the_separator_is_no_comma(char separator)
    {
        var staged = Assert.Single(await ReadAsync(
            Header1.Replace(',', separator),
            Start1.Replace(',', separator) + string.Join(separator, "T", "2017", "2460,2", "", "", ""),
            Start1.Replace(',', separator) + string.Join(separator, "T", "2018", "2460.25", "", "", "")));

        Assert.Equal([246020, 246025], staged.Series.Values);
        Assert.Equal(2, staged.Series.Decimals);
    }

    [Fact]
    public async Task Takes_as_many_decimals_as_the_value_with_the_most_when_none_are_stated()
    {
        var staged = Assert.Single(await ReadAsync(Header1, Start1 + "T,2017,12.50,A,,", Start1 + "T,2018,7,A,,"));

        Assert.Equal(2, staged.Series.Decimals);
        Assert.Equal([1250, 700], staged.Series.Values);
    }

    [Fact]
    public async Task Keeps_a_missing_value_apart_from_zero()
    {
        var staged = Assert.Single(await ReadAsync(
            Header1, Start1 + "T,2016,0,A,0,", Start1 + "T,2017,,L,0,", Start1 + "T,2018,NaN,,0,", Start1 + "T,2019,,,0,"));

        Assert.Equal([0, 0, 0, 0], staged.Series.Values);
        Assert.Equal([1, 2, 3], staged.Series.WithoutValue);
        Assert.Equal("ALO.", staged.Series.ObsStatus);
    }

    [Fact]
    public async Task Leaves_the_values_out_when_there_are_none()
    {
        var staged = Assert.Single(await ReadAsync(Header1, Start1 + "T,2016,,L,0,", Start1 + "T,2017,,L,0,"));

        Assert.Empty(staged.Series.Values);
        Assert.Equal([0, 1], staged.Series.WithoutValue);
        Assert.Equal("LL", staged.Series.ObsStatus);
    }

    [Fact]
    public async Task Reads_comments_of_several_languages()
    {
        var staged = Assert.Single(await ReadAsync(
            Header1 + ",COMMENT_OBS[ru]",
            Start1 + "T,2016,1,A,0,,",
            Start1 + "T,2017,1,A,0,Estimate,Оценка",
            Start1 + "T,2018,1,A,0,,ru:Оценка"));

        Assert.Equal([1, 2], staged.Series.Comments.Select(comment => comment.Position));
        Assert.Equal("Estimate", staged.Series.Comments[0].Text["en"]);
        Assert.Equal("Оценка", staged.Series.Comments[0].Text["ru"]);
        Assert.Equal("Оценка", Assert.Single(staged.Series.Comments[1].Text).Value);
    }

    [Fact]
    public async Task Reads_multilingual_comments_as_the_standard_writes_them()
    {
        var header = Header2.Replace("STRUCTURE,", "STRUCTURE[;],", StringComparison.Ordinal)
            .Replace("COMMENT_OBS", "COMMENT_OBS[en;ru]", StringComparison.Ordinal);
        var staged = Assert.Single(await ReadAsync(header, Row2("M", "T,2017,1,A,0,en:One; and two;ru:Один")));

        var text = Assert.Single(staged.Series.Comments).Text;
        Assert.Equal("One; and two", text["en"]);
        Assert.Equal("Один", text["ru"]);
    }

    [Fact]
    public async Task Takes_a_plain_comment_to_be_in_the_language_of_the_option()
    {
        var options = new SeriesFileOptions { CommentLanguage = "ru" };
        var staged = Assert.Single(await ReadAsync(options, Header1, Start1 + "T,2017,1,A,0,Оценка"));

        Assert.Equal("Оценка", Assert.Single(staged.Series.Comments).Text["ru"]);
    }

    [Theory]
    [InlineData("M", "2017-03", (2017 * 12) + 2)]
    [InlineData("Q", "2017-Q2", (2017 * 4) + 1)]
    [InlineData("A5", "2015", 2015)]
    public async Task Reads_periods_of_the_row_s_frequency(string frequency, string period, int ordinal)
    {
        var staged = Assert.Single(await ReadAsync(Header2, Row2("A", $"T,{period},1,A,0,", $"AM.ARMSTAT,{frequency},MIG_IMM_ST,AM")));

        Assert.Equal([ordinal], staged.Series.Periods);
        Assert.Empty(staged.RawCells);
    }

    [Fact]
    public async Task Skips_rows_without_any_content_but_counts_them()
    {
        var staged = Assert.Single(await ReadAsync(Header1, "", new string(',', 10), Start1 + "T,2017,1,A,0,", ""));

        Assert.Equal([4], staged.Rows);
    }
}
