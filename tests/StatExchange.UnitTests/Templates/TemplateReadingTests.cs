using StatExchange.Client.Files.Workbooks;
using StatExchange.UnitTests.Files.Workbooks;
using StatExchange.V1;

namespace StatExchange.UnitTests.Templates;

public sealed class TemplateReadingTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("en")]
    [InlineData("ru")]
    public async Task Knows_whose_figures_a_template_asks_for(string language)
    {
        await using var file = await SampleTemplate.WriteAsync(language);
        await using var workbook = await WorkbookFile.OpenAsync(file.Path, options: null, Cancellation);

        Assert.Equal(new TemplateInfo("AM.ARMSTAT", "BASIC", "2017", "AM", language), workbook.Template);
        Assert.Equal([SheetRole.Guide, SheetRole.Figures, SheetRole.Figures, SheetRole.Guide], workbook.Sheets.Select(sheet => sheet.Role));
        Assert.Empty(workbook.Faults);
    }

    [Fact]
    public async Task Reads_only_what_was_filled_in_by_concept()
    {
        await using var file = await SampleTemplate.WriteAsync("ru");
        Assert.Empty((await FiguresAsync(file.Path)).Rows);
        using (var workbook = new SpreadsheetFile(file.Path, isEditable: true))
        {
            workbook.Fill(1, "K3", "2460.1999999999998", isNumber: true);
            workbook.Fill(1, "L4", "L: Missing value; data exist but were not collected");
            workbook.Fill(1, "A6", "MIG_IMM_TOT: Immigration");
            workbook.Fill(1, "H6", "F: Female");
            workbook.Fill(1, "K6", "0", isNumber: true);
            workbook.Fill(1, "N6", "Оценка");
            workbook.Fill(2, "J14", "7", isNumber: true);
        }

        var (header, rows, faults) = await FiguresAsync(file.Path);

        Assert.Empty(faults);
        Assert.Equal(
            "DATAFLOW|DATA_PROVIDER|INDICATOR|FREQ|REF_AREA|COUNTERPART_AREA|SEX|TIME_PERIOD|OBS_VALUE|OBS_STATUS|CONF_STATUS|COMMENT_OBS[ru]", header);
        const string Start = "PPMO:MIGRATION_PROFILE(1.0)|AM.ARMSTAT|";
        Assert.Equal(
            [
                $"3: {Start}MIG_IMM_TOT|A: Annual|AM: Armenia|_T: Total|_T: Total|2017|2460.2|||",
                $"4: {Start}MIG_IMM_TOT|A: Annual|AM: Armenia|KZ: Kazakhstan|F: Female|2017||L||",
                $"6: {Start}MIG_IMM_TOT: Immigration|A: Annual|AM: Armenia||F: Female|2017|0|||Оценка",
                $"14: {Start}ASY_APP|M: Monthly|AM: Armenia|_T: Total|2017-12|7|||",
            ],
            rows);
    }

    [Fact]
    public async Task Addresses_faults_by_the_column_of_the_sheet()
    {
        await using var file = await SampleTemplate.WriteAsync("en");
        using (var workbook = new SpreadsheetFile(file.Path, isEditable: true))
        {
            var cell = workbook.Cell(1, "K4");
            cell.CellFormula = new DocumentFormat.OpenXml.Spreadsheet.CellFormula("K3*2");
        }

        var fault = Assert.Single((await FiguresAsync(file.Path)).Faults);
        Assert.Equal((FindingRule.FormulaWithoutValue, 4, 11, "OBS_VALUE", "=K3*2"), (fault.Rule, fault.Row, fault.Column, fault.Concept, fault.Text));
    }

    [Fact]
    public async Task Says_the_columns_of_the_sheet()
    {
        await using var file = await SampleTemplate.WriteAsync("en");
        await using var workbook = await WorkbookFile.OpenAsync(file.Path, options: null, Cancellation);
        await using var records = workbook.Sheets[1].OpenFigures();

        Assert.Equal([0, 0, 1, 5, 6, 7, 8, 9, 11, 12, 13, 14], Enumerable.Range(0, records.Count).Select(records.NumberOf));
    }

    private static async Task<(string Header, List<string> Rows, List<SourceFault> Faults)> FiguresAsync(string path)
    {
        var rows = new List<string>();
        var headers = new List<string>();
        var faults = new List<SourceFault>();
        await using var workbook = await WorkbookFile.OpenAsync(path, options: null, Cancellation);
        foreach (var sheet in workbook.Sheets.Where(sheet => sheet.Role == SheetRole.Figures))
        {
            await using var records = sheet.OpenFigures();
            Assert.True(await records.ReadAsync(Cancellation));
            headers.Add(RawWorkbook.TextOf(records));
            while (await records.ReadAsync(Cancellation))
            {
                var fresh = records.TakeFaults();
                faults.AddRange(fresh);
                if (fresh.Count == 0)
                    rows.Add($"{records.Row}: {RawWorkbook.TextOf(records)}");
            }

            faults.AddRange(records.TakeFaults());
        }

        return (headers[0], rows, faults);
    }
}
