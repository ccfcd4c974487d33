using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using StatExchange.Cli;
using StatExchange.Client;
using StatExchange.FunctionalTests.Cli;
using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.V1;
using static StatExchange.FunctionalTests.Infrastructure.Figures;

namespace StatExchange.FunctionalTests.Templates;

/// <summary>An office writes a template, fills it in, and submits it; what is wrong is said by sheet and cell.</summary>
public sealed class TemplateSubmissionTests(ExchangeFixture exchange) : IClassFixture<ExchangeFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("en", "KG")]
    [InlineData("ru", "TJ")]
    public async Task What_is_filled_in_is_published_as_the_organisations_own(string language, string area)
    {
        using var statx = new Statx(exchange.Server);
        var path = statx.PathOf("template.xlsx");
        var organisation = area == "KG" ? "KG.NSC" : "TJ.TAJSTAT";
        await statx.DoAsync("template", "--organisation", organisation, "--profile", "BASIC", "--period", "2017", "--language", language, "--file", path);
        var filled = Fill(path, indicator => indicator switch
        {
            "CTX_POP_TOT" => ("6140200", ""),
            "MIG_IMM_TOT" => ("", "L"),
            "MIG_EMI_TOT" => ("5925", "E"),
            _ => null,
        });
        Assert.Equal(3, filled.Count);

        var (code, output, _) = await statx.RunAsync("submit", path, "--publish", "--justify", "The other chapters follow.", "--output", "json");
        Assert.Equal(ExitCode.Done, code);
        var submission = Submission.Parser.ParseJson(output);
        Assert.Equal((organisation, "BASIC", "2017", 3), (submission.Organisation, submission.Profile, submission.ReportingPeriod, submission.Observations));
        Assert.True(submission.Warnings > 0, "What the profile lacks is warned of.");
        Assert.Equal("2017=6140200", await ReadAsync("CTX_POP_TOT", area));
        Assert.Equal("2017=L", await ReadAsync("MIG_IMM_TOT", area));
        Assert.Equal("2017=5925E", await ReadAsync("MIG_EMI_TOT", area));

        // Back to the cell.
        var trace = await exchange.Client.TraceAsync(
            new SeriesKey { DataProvider = organisation, Freq = "A", Indicator = "MIG_EMI_TOT", RefArea = area }, "2017", cancellationToken: Cancellation);
        var place = Assert.Single(trace.Places);
        Assert.Equal(filled["MIG_EMI_TOT"], (place.Sheet, place.Row, place.Column));
    }

    [Fact]
    public async Task What_is_wrong_is_said_by_sheet_and_cell_in_the_offices_language()
    {
        using var statx = new Statx(exchange.Server);
        var path = statx.PathOf("faulty.xlsx");
        await statx.DoAsync("template", "--organisation", "UZ.STAT", "--profile", "BASIC", "--period", "2017", "--file", path);
        var filled = Fill(path, indicator => indicator switch
        {
            "CTX_POP_TOT" => ("many", ""),
            "MIG_IMM_TOT" => ("-5", ""),
            _ => null,
        });
        var (code, output, _) = await statx.RunAsync("submit", path, "--output", "json", "--language", "ru");
        Assert.Equal(ExitCode.Refused, code);
        var handle = await exchange.Server.As("UZ.STAT").Client.GetSubmissionAsync(Submission.Parser.ParseJson(output).SubmissionId, Cancellation);
        var errors = await handle.FindingsAsync(new FindingQuery { Severity = FindingSeverity.Error, Language = "ru" }).ToListAsync(Cancellation);
        Assert.Equal(
            [("CTX_POP_TOT", "FDT_NUMBER"), ("MIG_IMM_TOT", "VIR_COUNT")],
            errors.Select(error => (error.Key.Indicator, error.RuleId)).Order());
        Assert.All(errors, error =>
        {
            var (sheet, row, column) = filled[error.Key.Indicator];
            Assert.Equal((sheet, $"{(char)('A' + column - 1)}{row}", "OBS_VALUE"), (error.Sheet, error.Cell, error.Column));
        });
    }

    [Fact]
    public async Task An_empty_template_states_nothing_and_is_refused_with_that_reason()
    {
        using var statx = new Statx(exchange.Server);
        var path = statx.PathOf("empty.xlsx");
        await statx.DoAsync("template", "--organisation", "GE.GEOSTAT", "--profile", "BASIC", "--period", "2017", "--file", path);
        var (code, output, _) = await statx.RunAsync("validate", path, "--output", "json");
        Assert.Equal(ExitCode.Refused, code);
        var handle = await exchange.Server.As("GE.GEOSTAT").Client.GetSubmissionAsync(Submission.Parser.ParseJson(output).SubmissionId, Cancellation);
        var error = Assert.Single(await handle.FindingsAsync(new FindingQuery { Severity = FindingSeverity.Error }).ToListAsync(Cancellation));
        Assert.Equal("RNR_FILE", error.RuleId);
    }

    [Fact]
    public async Task Without_a_template_and_unless_it_is_named_the_organisation_is_the_credentials()
    {
        using var statx = new Statx(exchange.Server);
        var (code, output, _) = await statx.RunAsync(
            "submit", statx.Write("any.csv", "DATAFLOW,FREQ,INDICATOR,REF_AREA,TIME_PERIOD,OBS_VALUE"), "--output", "json");
        Assert.Equal(ExitCode.Refused, code);
        Assert.Equal(Figures.Provider, Submission.Parser.ParseJson(output).Organisation);
    }

    [Theory]
    [InlineData("", "--file must end in .xlsx.")]
    [InlineData("armenia.csv", "--file must end in .xlsx.")]
    public async Task A_template_has_a_name_that_ends_as_workbooks_do(string file, string expected)
    {
        using var statx = new Statx(exchange.Server);
        var (code, _, error) = await statx.RunAsync("template", "--organisation", "GE.GEOSTAT", "--profile", "BASIC", "--period", "2017", "--file", file);
        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    /// <summary>Fills in the first row of each indicator as an office does, and says where.</summary>
    private static Dictionary<string, (string Sheet, int Row, int Column)> Fill(string path, Func<string, (string Value, string Status)?> figures)
    {
        var filled = new Dictionary<string, (string, int, int)>(StringComparer.Ordinal);
        using var document = SpreadsheetDocument.Open(path, isEditable: true);
        foreach (var sheet in document.WorkbookPart!.Workbook!.Sheets!.Elements<Sheet>())
        {
            var part = (WorksheetPart)document.WorkbookPart.GetPartById(sheet.Id!.Value!);
            var rows = part.Worksheet!.Descendants<Row>().ToList();
            var headers = rows[0].Elements<Cell>().Select(TextOf).ToList();
            var (indicator, value, status) = (headers.IndexOf("INDICATOR"), headers.IndexOf("OBS_VALUE"), headers.IndexOf("OBS_STATUS"));
            foreach (var row in rows.Where(_ => indicator >= 0))
            {
                var cells = row.Elements<Cell>().ToList();
                var code = TextOf(cells[indicator]).Split(": ")[0];
                if (filled.ContainsKey(code) || figures(code) is not { } figure)
                    continue;
                Set(cells[value], figure.Value);
                Set(cells[status], figure.Status);
                filled[code] = (sheet.Name!.Value!, (int)row.RowIndex!.Value, value + 1);
            }
        }

        return filled;
    }

    private static void Set(Cell cell, string text)
    {
        if (text.Length == 0)
            return;
        cell.RemoveAllChildren();
        var isNumber = decimal.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out _);
        cell.DataType = isNumber ? CellValues.Number : CellValues.InlineString;
        if (isNumber)
            cell.CellValue = new CellValue(text);
        else
            cell.InlineString = new InlineString(new Text(text));
    }

    private static string TextOf(Cell cell) => cell.InlineString?.InnerText ?? cell.CellValue?.Text ?? "";

    private Task<string> ReadAsync(string indicator, string area) =>
        exchange.Client.ReadTextAsync(new SeriesQuery().Where("INDICATOR", indicator).Where("REF_AREA", area));
}
