using StatExchange.V1;

namespace StatExchange.UnitTests.Files.Workbooks;

public sealed class WorkbookFaultTests
{
    private const string Header = "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>OBS_VALUE</v></c><c r=\"B1\" t=\"str\"><v>NOTE</v></c></row>";
    private const string Rest = "<row r=\"3\"><c r=\"A3\"><v>3</v></c></row>";

    [Theory]
    [InlineData("<c r=\"A2\"><f>SUM(B1:B9)</f></c>", FindingRule.FormulaWithoutValue, "=SUM(B1:B9)")]
    [InlineData("<c r=\"A2\"><f>SUM(B1:B9)</f><v></v></c>", FindingRule.FormulaWithoutValue, "=SUM(B1:B9)")]
    [InlineData("<c r=\"A2\" t=\"e\"><v>#REF!</v></c>", FindingRule.SpreadsheetError, "#REF!")]
    [InlineData("<c r=\"A2\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>", FindingRule.SpreadsheetError, "#DIV/0!")]
    public async Task A_cell_that_cannot_be_read_is_a_fault_and_its_row_is_not_read(string cell, FindingRule rule, string text)
    {
        var (rows, faults) = await new RawWorkbook().Sheet($"{Header}<row r=\"2\">{cell}<c r=\"B2\"><v>1</v></c></row>{Rest}").ReadAsync();

        Assert.Equal(["1: OBS_VALUE|NOTE", "2: |", "3: 3|"], rows);
        Assert.Equal(
            new SourceFault { Rule = rule, Sheet = "Data", Row = 2, Column = 1, Concept = "OBS_VALUE", Text = text }, Assert.Single(faults));
    }

    [Fact]
    public async Task A_formula_that_gives_an_empty_text_is_an_empty_cell()
    {
        var (rows, faults) = await new RawWorkbook().Sheet($"{Header}<row r=\"2\"><c r=\"A2\" t=\"str\"><f>\"\"</f><v></v></c><c r=\"B2\"><v>1</v></c></row>").ReadAsync();

        Assert.Equal("2: |1", rows[1]);
        Assert.Empty(faults);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_cell_that_is_too_long_is_a_fault(bool isShared)
    {
        var text = new string('x', 100_001);
        var cell = isShared ? "<c r=\"A2\" t=\"s\"><v>0</v></c>" : $"<c r=\"A2\" t=\"inlineStr\"><is><t>{text}</t></is></c>";
        var (_, faults) = await new RawWorkbook().Texts($"<t>{text}</t>").Sheet($"{Header}<row r=\"2\">{cell}</row>").ReadAsync();

        var fault = Assert.Single(faults);
        Assert.Equal((FindingRule.CellTooLong, 2, 1, "100000", 200), (fault.Rule, fault.Row, fault.Column, fault.Expected, fault.Text.Length));
    }

    [Theory]
    [InlineData("A2:A3", 1)]
    [InlineData("B3:C4", 1)]
    [InlineData("A1:B1", 1)]
    [InlineData("C2:D9", 0)]
    [InlineData("A5:B6", 0)]
    public async Task Merged_cells_are_a_fault_where_they_touch_what_is_read(string range, int expected)
    {
        var (_, faults) = await new RawWorkbook().Sheet(Header + Rest, after: $"<mergeCells><mergeCell ref=\"{range}\"/></mergeCells>").ReadAsync();

        Assert.Equal(expected, faults.Count);
        Assert.All(faults, fault => Assert.Equal((FindingRule.MergedCells, range, "Data"), (fault.Rule, fault.Text, fault.Sheet)));
    }

    [Theory]
    [InlineData("hidden")]
    [InlineData("veryHidden")]
    public async Task A_hidden_sheet_with_rows_is_a_fault_and_is_not_read(string state)
    {
        var (rows, faults) = await new RawWorkbook()
            .Sheet(Header + Rest)
            .Sheet(Header + Rest, "Secret", state)
            .Sheet("<row r=\"1\"/>", "Nothing", state)
            .ReadAsync();

        Assert.Equal(2, rows.Count);
        Assert.Equal(new SourceFault { Rule = FindingRule.HiddenSheet, Sheet = "Secret" }, Assert.Single(faults));
    }

    [Fact]
    public async Task Macros_are_one_fault_and_the_rows_are_read()
    {
        var workbook = new RawWorkbook { ContentTypeOfWorkbook = "application/vnd.ms-excel.sheet.macroEnabled.main+xml" }
            .Sheet(Header + Rest)
            .Part("vbaProject", "vbaProject.bin", "MACRO")
            .Part("xlMacrosheet", "macrosheet1.xml", "<macrosheet/>");
        var (rows, faults) = await workbook.ReadAsync();

        Assert.Equal(2, rows.Count);
        Assert.Equal(new SourceFault { Rule = FindingRule.WorkbookMacros }, Assert.Single(faults));
    }

    [Fact]
    public async Task What_stands_in_columns_without_a_header_is_no_fault() => Assert.Empty(
        (await new RawWorkbook().Sheet($"{Header}<row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"C2\" t=\"e\"><v>#N/A</v></c></row>").ReadAsync()).Faults);
}
