using System.Text;
using StatExchange.Client.Files;
using StatExchange.V1;

namespace StatExchange.UnitTests.Files;

public sealed class MappedReadingTests
{
    private static readonly StructureMap Long = Map(
        [new FiguresMap { Column = "value" }], Component("REF_AREA", "state"), Component("TIME_PERIOD", "year"), Component("SEX", "sex"));

    [Fact]
    public async Task Sends_the_cells_that_a_series_is_made_from_as_they_are_written()
    {
        var read = await ReadAsync(Long, "state,year,sex,other,value", "ARM,2017,Men,x,5", " ARM,2017,Men,y,6", "ARM,2018,Men,,7");

        Assert.Empty(read.Faults);
        Assert.Equal([[2, 4], [3]], read.Series.Select(series => series.Rows.ToArray()));
        var staged = read.Series[0];
        Assert.Equal((SeriesAction.Append, "A"), (staged.Action, staged.Series.Key.Freq));
        Assert.Equal(new SeriesKey { Freq = "A" }, staged.Series.Key);
        Assert.Equal(["state=ARM", "sex=Men"], staged.Origin.Cells.Select(cell => $"{cell.Column}={cell.Text}"));
        Assert.Equal([2017, 2018], staged.Series.Periods);
        Assert.Equal([5, 7], staged.Series.Values);
        Assert.Empty(staged.Origin.ValueColumns);
    }

    [Theory]
    [InlineData("2017", "A", 2017)]
    [InlineData("2017-Q1", "Q", 2017 * 4)]
    [InlineData("2017-03", "M", (2017 * 12) + 2)]
    [InlineData("2017-S2", "S", (2017 * 2) + 1)]
    public async Task Takes_the_frequency_from_the_form_of_the_period(string period, string frequency, int ordinal)
    {
        var staged = Assert.Single((await ReadAsync(Long, "state,year,sex,value", $"ARM,{period},M,1")).Series);

        Assert.Equal((frequency, ordinal), (staged.Series.Key.Freq, staged.Series.Periods[0]));
        Assert.Empty(staged.RawCells);
    }

    [Fact]
    public async Task Separates_frequencies()
    {
        var read = await ReadAsync(Long, "state,year,sex,value", "ARM,2017,M,1", "ARM,2017-Q1,M,2", "ARM,2018,M,3");

        Assert.Equal([("A", 2), ("Q", 1)], read.Series.Select(series => (series.Series.Key.Freq, series.Rows.Count)));
    }

    [Theory]
    [InlineData("ARM,2017/18,M,1", "TIME_PERIOD", "2017/18", "")]
    [InlineData("ARM,,M,1", "TIME_PERIOD", "", "")]
    [InlineData("ARM,2017,M,:", "OBS_VALUE", ":", "A")]
    [InlineData("ARM,2017,M,NaN", "OBS_VALUE", "NaN", "A")]
    [InlineData("ARM,2017,M,1 000", "OBS_VALUE", "1 000", "A")]
    public async Task Passes_on_what_it_cannot_read_for_the_mapping_to_say_what_it_means(string row, string concept, string text, string frequency)
    {
        var staged = Assert.Single((await ReadAsync(Long, "state,year,sex,value", row)).Series);

        Assert.Equal(frequency, staged.Series.Key.Freq);
        Assert.Equal(new RawCell { Position = 0, Concept = concept, Text = text }, Assert.Single(staged.RawCells));
    }

    [Fact]
    public async Task Keeps_an_empty_cell_apart_from_zero()
    {
        var staged = Assert.Single((await ReadAsync(Long, "state,year,sex,value", "ARM,2017,M,0", "ARM,2018,M,")).Series);

        Assert.Equal([1], staged.Series.WithoutValue);
        Assert.Equal("..", staged.Series.ObsStatus);
        Assert.Empty(staged.RawCells);
    }

    [Fact]
    public async Task Reads_the_concepts_of_observations_into_their_columns()
    {
        var mapping = Map(
            [new FiguresMap { Column = "value" }],
            Component("TIME_PERIOD", "year"), Component("OBS_STATUS", "flag"), Component("CONF_STATUS", "conf"), Component("COMMENT_OBS", "note"));
        var options = new SeriesFileOptions { Mapping = mapping, CommentLanguage = "ru" };
        var staged = Assert.Single((await TableFile.ReadAsync(
            options, "year,value,flag,conf,note", "2016,1,E,F,Оценка", "2017,2,prov,,", "2018,3,,secret,")).Series);

        Assert.Equal(("E..", "F.."), (staged.Series.ObsStatus, staged.Series.ConfStatus));
        Assert.Equal("Оценка", Assert.Single(staged.Series.Comments).Text["ru"]);
        Assert.Equal(
            ["1 OBS_STATUS prov", "2 CONF_STATUS secret"], staged.RawCells.Select(cell => $"{cell.Position} {cell.Concept} {cell.Text}"));
        Assert.Empty(staged.Origin.Cells);
    }

    [Fact]
    public async Task Takes_what_is_fixed_for_all_rows()
    {
        var mapping = Map(
            [new FiguresMap { Column = "value" }], Fixed("TIME_PERIOD", "2017-Q2"), Fixed("OBS_STATUS", "P"), Fixed("INDICATOR", "MIG_IMM_ST"));
        var staged = Assert.Single((await ReadAsync(mapping, "state,value", "ARM,1", "GEO,")).Series);

        Assert.Equal("Q", staged.Series.Key.Freq);
        Assert.Equal("P.", staged.Series.ObsStatus);
        Assert.Empty(staged.Origin.Cells);
    }

    [Fact]
    public async Task Reads_several_figures_of_a_row_each_by_its_own_components_and_conditions()
    {
        var mapping = Map(
            [
                new FiguresMap
                {
                    Name = "in", Column = "arrived", Components = { Component("COUNTERPART_AREA", "from") },
                    Conditions = { new RowCondition { Column = "to", Values = { "AM", "GE" } } },
                },
                new FiguresMap
                {
                    Name = "out", Column = "left", Components = { Component("REF_AREA", "from"), Component("COUNTERPART_AREA", "to") },
                    Conditions = { new RowCondition { Column = "from", Values = { "AM" } }, new RowCondition { Column = "kind", Values = { "all" } } },
                },
            ],
            Component("TIME_PERIOD", "year"), Component("REF_AREA", "to"));
        var read = await ReadAsync(mapping, "year,kind,from,to,arrived,left", "2017,all,RU,AM,1,2", "2017,all,AM,RU,3,4", "2017,part,AM,GE,5,6");

        Assert.Equal(
            ["in 2: from=RU to=AM = 1 @5", "out 3: from=AM to=RU = 4 @6", "in 4: from=AM to=GE = 5 @5"],
            read.Series.Select(series =>
                $"{series.Origin.Figures} {series.Rows[0]}: {string.Join(' ', series.Origin.Cells.Select(cell => $"{cell.Column}={cell.Text}"))} "
                + $"= {series.Series.Values[0]} @{series.Origin.ValueColumns[0]}"));
    }

    [Fact]
    public async Task Reads_a_column_a_period()
    {
        var mapping = Map([new FiguresMap { Name = "wide", Column = @"(?<period>\d{4}(-Q\d)?) \(persons\)|jan", IsPattern = true }], Component("REF_AREA", "state"));
        var read = await ReadAsync(
            mapping, "state,2016 (persons),2017 (persons),2017-Q1 (persons),Note 2018,jan", "ARM,1,,3,x,4", "GEO,,2,,x,");

        Assert.Equal(
            ["ARM A 2016,2017 [2,3]", "ARM Q 8068 [4]", "ARM  0 [6]", "GEO A 2016,2017 [2,3]", "GEO Q 8068 [4]", "GEO  0 [6]"],
            read.Series.Select(series =>
                $"{series.Origin.Cells[0].Text} {series.Series.Key.Freq} {string.Join(',', series.Series.Periods)} [{string.Join(',', series.Origin.ValueColumns)}]"));
        Assert.Equal([1], read.Series[0].Series.WithoutValue);
        Assert.Equal("jan", Assert.Single(read.Series[2].RawCells).Text);
    }

    [Theory]
    [InlineData("state;year;sex;value", "ARM;2017;M;2460,25", 246025)]
    [InlineData("state\tyear\tsex\tvalue", "ARM\t2017\tM\t2460,25", 246025)]
    [InlineData("state;year;sex;value", "ARM;2017;M;2460.25", 246025)]
    [InlineData("\"state, or, area\";year;sex;value", "\"ARM\";2017;M;2460,25", 246025)]
    [InlineData("state,year,sex,value", "ARM,2017,M,2460.25", 246025)]
    public async Task Finds_the_separator_in_the_header(string header, string row, long value)
    {
        var mapping = Map([new FiguresMap { Column = "value" }], Component("TIME_PERIOD", "year"), Component("SEX", "sex"));
        var staged = Assert.Single((await ReadAsync(mapping, header, row)).Series);

        Assert.Equal(value, Assert.Single(staged.Series.Values));
        Assert.Equal(2, staged.Series.Decimals);
    }

    [Fact]
    public async Task Reads_Windows_1251_and_quotes()
    {
        var mapping = Map([new FiguresMap { Column = "Число, чел." }], Component("TIME_PERIOD", "Год"), Component("REF_AREA", "Страна"));
        var content = CodePagesEncodingProvider.Instance.GetEncoding(1251)!.GetBytes(
            "Страна,Год,\"Число, чел.\"\r\n\"Армения, \"\"РА\"\"\",2017,5\r\n");
        var staged = Assert.Single((await TableFile.ReadAsync(content, new SeriesFileOptions { Mapping = mapping })).Series);

        Assert.Equal("Армения, \"РА\"", Assert.Single(staged.Origin.Cells).Text);
    }

    [Fact]
    public async Task Says_all_columns_that_are_missing_or_repeated()
    {
        var mapping = Map(
            [new FiguresMap { Column = "value" }, new FiguresMap { Name = "wide", Column = @"\d{4}", IsPattern = true }],
            Component("REF_AREA", "state"), Component("TIME_PERIOD", "year"));
        var read = await ReadAsync(mapping, "State,State,year,year,other,other", "a,b,2017,2018,1,2");

        Assert.Empty(read.Series);
        Assert.Equal(
            [@"ColumnMissing 0 \d{4} ", "ColumnMissing 0 state State", "ColumnMissing 0 value ", "ColumnRepeated 4 year "],
            read.Faults.Select(fault => $"{fault.Rule} {fault.Column} {fault.Concept} {fault.Expected}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Names_the_columns_it_reads()
    {
        var read = await ReadAsync(Long, "other,state,year,sex,value", "x,ARM,2017,M,1");

        Assert.Equal(
            ["OBS_VALUE 5", "REF_AREA 2", "SEX 4", "TIME_PERIOD 3", "sex 4", "state 2", "value 5", "year 3"],
            read.Columns.Select(column => $"{column.Concept} {column.Number}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Says_that_no_row_meets_the_conditions()
    {
        var mapping = Long.Clone();
        mapping.Figures[0].Conditions.Add(new RowCondition { Column = "sex", Values = { "Total" } });
        var read = await ReadAsync(mapping, "state,year,sex,value", "ARM,2017,M,1");

        Assert.Equal(FindingRule.FileEmpty, Assert.Single(read.Faults).Rule);
    }

    [Fact]
    public async Task Cuts_cells_that_are_codes_but_no_source()
    {
        var mapping = Map([new FiguresMap { Column = "value" }], Component("TIME_PERIOD", "year"), Component("REF_AREA", "state"), Component("SOURCE", "source"));
        var staged = Assert.Single((await ReadAsync(mapping, "state,year,source,value", $"{new string('s', 300)},2017,{new string('x', 300)},1")).Series);

        Assert.Equal([200, 300], staged.Origin.Cells.Select(cell => cell.Text.Length));
    }

    [Fact]
    public async Task Ends_windows_of_wide_files_by_observations()
    {
        var header = string.Join(',', Enumerable.Range(1000, 1000));
        var mapping = Map([new FiguresMap { Column = @"\d{4}", IsPattern = true }], Component("REF_AREA", "state"));
        var row = string.Join(',', Enumerable.Repeat("1", 1000));
        var options = new SeriesFileOptions { Mapping = mapping, WindowRows = 2000 };
        var read = await TableFile.ReadAsync(options, ["state," + header, .. Enumerable.Repeat("ARM," + row, 5)]);

        Assert.Equal([2000, 2000, 1000], read.Series.Select(series => series.Rows.Count));
    }

    private static Task<TableFile> ReadAsync(StructureMap mapping, params string[] lines) =>
        TableFile.ReadAsync(new SeriesFileOptions { Mapping = mapping }, lines);

    private static StructureMap Map(FiguresMap[] figures, params ComponentMap[] components) =>
        new() { Figures = { figures }, Components = { components } };

    private static ComponentMap Component(string concept, params string[] columns) => new() { Concept = concept, Columns = { columns } };

    private static ComponentMap Fixed(string concept, string code) => new() { Concept = concept, Fixed = code };
}
