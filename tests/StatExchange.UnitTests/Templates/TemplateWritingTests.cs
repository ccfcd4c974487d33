using DocumentFormat.OpenXml.Spreadsheet;

namespace StatExchange.UnitTests.Templates;

public sealed class TemplateWritingTests
{
    [Theory]
    [InlineData("en", "About", "A1 Immigration and foreign resi", "Codes")]
    [InlineData("ru", "О файле", "A1 Иммиграция и иностранцы", "Коды")]
    public async Task Is_a_valid_workbook_with_a_sheet_a_chapter(string language, string about, string chapter, string codes)
    {
        await using var file = await SampleTemplate.WriteAsync(language);
        using var workbook = new SpreadsheetFile(file.Path);

        Assert.Empty(workbook.Errors());
        Assert.Equal([about, chapter, "Chapter with a name that is muc", codes], workbook.SheetNames);
    }

    [Fact]
    public async Task Locks_and_freezes_the_headers_and_leaves_what_is_to_be_filled_in_open()
    {
        await using var file = await SampleTemplate.WriteAsync("en");
        using var workbook = new SpreadsheetFile(file.Path);

        Assert.Equal("OBS_VALUE", workbook.Text(1, "K1"));
        Assert.Equal("Value", workbook.Text(1, "K2"));
        foreach (var reference in new[] { "A1", "K1", "K2", "A3", "B3", "I3", "J3" })
            Assert.True(workbook.IsLocked(1, reference), reference);
        foreach (var reference in new[] { "K3", "L3", "M3", "N3", "A6", "I6", "K6" })
            Assert.False(workbook.IsLocked(1, reference), reference);
        foreach (var sheet in Enumerable.Range(0, 4))
        {
            var protection = workbook.Sheet(sheet).GetFirstChild<SheetProtection>()!;
            Assert.True(protection.Sheet!.Value);
            Assert.Null(protection.Password);
            Assert.Null(protection.HashValue);
        }

        var pane = workbook.Sheet(1).Descendants<Pane>().Single();
        Assert.Equal((2d, 2d, PaneStateValues.Frozen), (pane.VerticalSplit!.Value, pane.HorizontalSplit!.Value, pane.State!.Value));
    }

    [Theory]
    [InlineData("en", "Codes")]
    [InlineData("ru", "Коды")]
    public async Task Offers_the_codes_in_drop_downs_and_says_in_the_language_what_is_wrong(string language, string codes)
    {
        await using var file = await SampleTemplate.WriteAsync(language);
        using var workbook = new SpreadsheetFile(file.Path);
        var validations = workbook.Sheet(1).Descendants<DataValidation>().ToDictionary(
            validation => validation.SequenceOfReferences!.InnerText ?? "", StringComparer.Ordinal);

        Assert.Equal("CL_OBS_STATUS", validations["L3:L55"].Formula1!.Text);
        Assert.Equal("CL_INDICATOR", validations["A6:A55"].Formula1!.Text);
        Assert.Equal("CL_SEX", validations["H6:H55"].Formula1!.Text);
        Assert.Equal(DataValidationValues.Decimal, validations["K3:K55"].Type!.Value);
        Assert.All(validations.Values, validation => Assert.True(validation.ShowErrorMessage!.Value));
        Assert.Contains(codes, validations["A6:A55"].Error!.Value!, StringComparison.Ordinal);
        var column = workbook.DefinedName("CL_OBS_STATUS")!.Split('$')[1];
        Assert.Equal($"'{codes}'!${column}$2:${column}$3", workbook.DefinedName("CL_OBS_STATUS"));
        Assert.Equal("L: Missing value; data exist but were not collected", workbook.Text(3, $"{column}3"));
    }

    [Fact]
    public async Task Shows_what_was_published_for_the_period_before_beside_the_empty_cell()
    {
        await using var file = await SampleTemplate.WriteAsync("en");
        using var workbook = new SpreadsheetFile(file.Path);

        Assert.Equal("2460.2", workbook.Text(1, "J3"));
        Assert.StartsWith("L: Missing", workbook.Text(1, "J4"), StringComparison.Ordinal);
        Assert.Equal("", workbook.Text(1, "J5"));
        Assert.Equal("PERSON, thousands", workbook.Text(1, "D3"));
        Assert.Equal("", workbook.Text(1, "K3"));
        Assert.Equal("KZ: Kazakhstan", workbook.Text(1, "G4"));
        Assert.Equal(["2017-01", "2017-12"], new[] { "H3", "H14" }.Select(cell => workbook.Text(2, cell)));
    }
}
