using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using StatExchange.Client;
using StatExchange.Client.Templates;
using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.V1;
using static StatExchange.FunctionalTests.Infrastructure.Figures;

namespace StatExchange.FunctionalTests.Templates;

/// <summary>Templates of the real catalogue, with what was really published.</summary>
public sealed class TemplateTests(ExchangeFixture exchange) : IClassFixture<ExchangeFixture>
{
    private const string Organisation = "AM.ARMSTAT";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("BASIC", "en")]
    [InlineData("EXTENDED", "ru")]
    public async Task A_template_of_the_catalogue_is_valid_and_asks_for_every_indicator_of_the_profile(string profile, string language)
    {
        using var document = await WriteAsync(profile, language);
        var indicators = await exchange.Client
            .ListIndicatorsAsync(new IndicatorFilter { Profile = profile })
            .Select(indicator => indicator.Code)
            .ToListAsync(Cancellation);

        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Microsoft365).Validate(document, Cancellation).Select(error => error.Description));
        Assert.Equal(indicators, RowsOf(document).Select(row => row["INDICATOR"]).Distinct());
    }

    [Fact]
    public async Task What_was_published_for_the_period_before_stands_beside_the_empty_cell()
    {
        await RawSubmission.PublishAsync(
            exchange.Server, Organisation,
            Append(Series(Key("MIG_IMM_TOT", "AM", ""), At("2015", 8), At("2016", 2460.2m))),
            Append(Series(Key("MIG_IMM_TOT", "AM", "RU"), At("2016", null, 'L'))),
            Append(Series(Key("MIG_IMM_TOT", "AM", "KZ"), At("2015", 7))),
            Append(Series(Key("ASY_APPL_TOT", "AM", "", freq: "M"), At("2016-01", 11), At("2016-12", 12))),
            Append(Series(Key("MIG_IMM_TOT", "GE", ""), At("2016", 99))));
        using var document = await WriteAsync("BASIC", "en");
        var rows = RowsOf(document);

        var immigration = rows.Where(row => row["INDICATOR"] == "MIG_IMM_TOT").ToList();
        Assert.Equal(["_T: Total", "RU: Russian Federation"], immigration.Select(row => row["COUNTERPART_AREA"]));
        Assert.Equal("2460.2", immigration[0]["PREVIOUS_VALUE"]);
        Assert.StartsWith("L: ", immigration[1]["PREVIOUS_VALUE"], StringComparison.Ordinal);
        Assert.All(immigration, row => Assert.Equal(("2017", ""), (row["TIME_PERIOD"], row["OBS_VALUE"])));
        var applications = rows.Where(row => row["INDICATOR"] == "ASY_APPL_TOT").ToDictionary(row => row["TIME_PERIOD"], row => row["PREVIOUS_VALUE"]);
        Assert.Equal(12, applications.Count);
        Assert.Equal(("11", "", "12"), (applications["2017-01"], applications["2017-02"], applications["2017-12"]));
    }

    [Theory]
    [InlineData("AM.ARMSTATT", "BASIC", "2017", null)]
    [InlineData("UN.UNHCR", "BASIC", "2017", null)]
    [InlineData(Organisation, "BASIC", "last year", null)]
    [InlineData(Organisation, "BASIC", "2017", "Armenia")]
    public async Task Says_what_is_wrong_with_what_was_asked_for(string organisation, string profile, string period, string? area)
    {
        var request = new TemplateRequest { Organisation = organisation, Profile = profile, Period = period, Area = area };
        await Assert.ThrowsAsync<TemplateException>(
            () => new TemplateWriter(exchange.Client).WriteAsync(request, new MemoryStream(), Cancellation));
    }

    [Fact]
    public async Task A_profile_that_does_not_exist_is_an_error_of_the_service()
    {
        var request = new TemplateRequest { Organisation = Organisation, Profile = "NONE", Period = "2017" };
        var failure = await Assert.ThrowsAsync<StatExchangeException>(
            () => new TemplateWriter(exchange.Client).WriteAsync(request, new MemoryStream(), Cancellation));
        Assert.Equal(ErrorReason.ProfileNotFound, failure.Reason);
    }

    private async Task<SpreadsheetDocument> WriteAsync(string profile, string language)
    {
        var output = new MemoryStream();
        var request = new TemplateRequest { Organisation = Organisation, Profile = profile, Period = "2017", Language = language };
        var info = await new TemplateWriter(exchange.Client).WriteAsync(request, output, Cancellation);
        Assert.Equal("AM", info.Area);
        output.Position = 0;
        return SpreadsheetDocument.Open(output, isEditable: false);
    }

    /// <summary>The rows of all chapters that ask for a figure, by the headers of their columns.</summary>
    private static List<Dictionary<string, string>> RowsOf(SpreadsheetDocument document)
    {
        var rows = new List<Dictionary<string, string>>();
        foreach (var sheet in document.WorkbookPart!.Workbook!.Sheets!.Elements<Sheet>().Skip(1).SkipLast(1))
        {
            var part = (WorksheetPart)document.WorkbookPart.GetPartById(sheet.Id!.Value!);
            var cells = part.Worksheet!.Descendants<Row>().Select(row => row.Elements<Cell>().Select(TextOf).ToArray()).ToList();
            rows.AddRange(cells.Skip(2).Where(row => row[0].Length > 0).Select(row => cells[0].Zip(row).ToDictionary(StringComparer.Ordinal)));
        }

        return rows;
    }

    private static string TextOf(Cell cell) => cell.InlineString?.InnerText ?? cell.CellValue?.Text ?? "";
}
