namespace StatExchange.UnitTests.Files.Workbooks;

public sealed class WorkbookReadingTests
{
    private const string Header = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>A</t></is></c><c r=\"B1\" t=\"inlineStr\"><is><t>B</t></is></c></row>";

    [Fact]
    public async Task Reads_shared_inline_and_rich_texts_without_their_phonetic_runs()
    {
        var workbook = new RawWorkbook()
            .Texts("<t>INDICATOR</t>", "<r><t>Rich </t></r><r><rPr><b/></rPr><t>text</t></r><rPh sb=\"0\" eb=\"1\"><t>RICCHI</t></rPh><phoneticPr/>", "<t/>")
            .Sheet(
                "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"inlineStr\"><is><r><t>OBS</t></r><r><t xml:space=\"preserve\"> VALUE</t></r></is></c></row>"
                + "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>1</v></c><c r=\"B2\" t=\"s\"><v>2</v></c></row>");

        Assert.Equal(["1: INDICATOR|OBS VALUE", "2: Rich text|"], (await workbook.ReadAsync()).Rows);
    }

    [Theory]
    [InlineData("0.1", "0.1")]
    [InlineData("1E5", "100000")]
    [InlineData("1.5E-3", "0.0015")]
    [InlineData("2460.1999999999998", "2460.2")]
    [InlineData("0.30000000000000004", "0.3")]
    [InlineData("-94817", "-94817")]
    [InlineData("123456789012345678", "123456789012345678")]
    [InlineData("12345678901234.5", "12345678901234.5")]
    [InlineData("9.9999999999999995E-8", "0.0000001")]
    [InlineData("0.00123456789012345", "0.00123456789012345")]
    [InlineData("2407.0", "2407.0")]
    [InlineData("1E300", "1E300")]
    [InlineData("0", "0")]
    public async Task Reads_numbers_as_the_decimals_that_people_see(string stored, string expected) =>
        Assert.Equal(expected, await ReadCellAsync($"<c r=\"A2\"><v>{stored}</v></c>"));

    [Theory]
    [InlineData(14, "42795", "2017-03-01")]
    [InlineData(22, "42795.5", "2017-03-01T12:00:00")]
    [InlineData("mmm yyyy", "42795", "2017-03-01")]
    [InlineData("[$-419]mmmm\\ yyyy;@", "42795", "2017-03-01")]
    [InlineData("yyyy", "42795", "2017-03-01")]
    [InlineData("mmmm", "42795", "2017-03-01")]
    [InlineData("h:mm", "0.5", "0.5")]
    [InlineData("[mm]:ss", "42795", "42795")]
    [InlineData("#,##0\" days\"", "42795", "42795")]
    [InlineData("[Red]0.00;\\-0.00 \\d", "42795", "42795")]
    [InlineData("General", "42795", "42795")]
    [InlineData(0, "42795", "42795")]
    [InlineData(14, "-5", "-5")]
    [InlineData(14, "30", "30")]
    public async Task Reads_numbers_that_are_shown_as_days_as_days(object format, string stored, string expected)
    {
        var escaped = format is string code ? code.Replace("\"", "&quot;", StringComparison.Ordinal) : format;
        var workbook = new RawWorkbook().Formats(0, escaped).Sheet(Header + $"<row r=\"2\"><c r=\"A2\" s=\"1\"><v>{stored}</v></c></row>");

        Assert.Equal([$"2: {expected}|"], (await workbook.ReadAsync()).Rows[1..]);
    }

    [Fact]
    public async Task Counts_days_from_1904_where_the_workbook_does()
    {
        var workbook = new RawWorkbook { WorkbookProperties = "<workbookPr date1904=\"1\"/>" }
            .Formats(0, 14)
            .Sheet(Header + "<row r=\"2\"><c r=\"A2\" s=\"1\"><v>41333</v></c></row>");

        Assert.Equal(["2: 2017-03-01|"], (await workbook.ReadAsync()).Rows[1..]);
    }

    [Theory]
    [InlineData("<c r=\"A2\" t=\"b\"><v>1</v></c>", "TRUE")]
    [InlineData("<c r=\"A2\" t=\"b\"><v>0</v></c>", "FALSE")]
    [InlineData("<c r=\"A2\" t=\"d\"><v>2017-03-01T00:00:00</v></c>", "2017-03-01")]
    [InlineData("<c r=\"A2\"><f>1+1</f><v>2</v></c>", "2")]
    [InlineData("<c r=\"A2\" t=\"str\"><f>\"A\"&amp;\"M\"</f><v>AM</v></c>", "AM")]
    [InlineData("<c r=\"A2\" t=\"inlineStr\"><is><t>two_x000A_lines</t></is></c>", "two\nlines")]
    public async Task Reads_truth_values_dates_formulas_with_their_value_and_escaped_characters(string cell, string expected) =>
        Assert.Equal(expected, await ReadCellAsync(cell));

    [Fact]
    public async Task Reads_what_lies_where_rows_and_cells_are_left_out()
    {
        var workbook = new RawWorkbook().Sheet(
            "<row r=\"3\"><c r=\"B3\" t=\"str\"><v>B</v></c><c r=\"D3\" t=\"str\"><v>D</v></c></row><row r=\"4\"><c r=\"B4\"/></row><row r=\"5\"/>"
            + "<row r=\"9\"><c r=\"A9\" t=\"str\"><v>note</v></c><c r=\"D9\"><v>4</v></c><c r=\"E9\"><v>5</v></c></row><row><c/><c><v>7</v></c></row>");

        Assert.Equal(["3: B|D", "9: |4", "10: 7|"], (await workbook.ReadAsync()).Rows);
    }

    [Fact]
    public async Task Reads_the_strict_form_of_the_format()
    {
        var workbook = new RawWorkbook().Sheet("").Replace("xl/sheet1.xml", stream => stream.Write(
            System.Text.Encoding.UTF8.GetBytes(
                "<x:worksheet xmlns:x=\"http://purl.oclc.org/ooxml/spreadsheetml/main\"><x:sheetData><x:row r=\"1\"><x:c r=\"A1\"><x:v>7</x:v></x:c></x:row></x:sheetData></x:worksheet>")));

        Assert.Equal(["1: 7"], (await workbook.ReadAsync()).Rows);
    }

    [Fact]
    public async Task Reads_a_sheet_of_figures_as_the_SDMX_CSV_it_stands_for()
    {
        var workbook = new RawWorkbook().Sheet(
            "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>INDICATOR</v></c><c r=\"B1\" t=\"str\"><v>TIME_PERIOD</v></c><c r=\"C1\" t=\"str\"><v>OBS_VALUE: Value</v></c></row>"
            + "<row r=\"2\"><c r=\"A2\" t=\"str\"><v>MIG_IMM_ST</v></c><c r=\"B2\"><v>2017</v></c><c r=\"C2\"><v>5</v></c></row>");

        Assert.Equal(
            ["1: DATAFLOW|INDICATOR|TIME_PERIOD|OBS_VALUE: Value", "2: PPMO:MIGRATION_PROFILE(1.0)|MIG_IMM_ST|2017|5"],
            (await workbook.ReadAsync(asFigures: true)).Rows);
    }

    private static async Task<string> ReadCellAsync(string cell)
    {
        var (rows, faults) = await new RawWorkbook().Sheet($"{Header}<row r=\"2\">{cell}</row>").ReadAsync();
        Assert.Empty(faults);
        return rows[1]["2: ".Length..^1];
    }
}
