using System.Text;
using System.Text.Json;
using StatExchange.Cli;

namespace StatExchange.FunctionalTests.Cli;

/// <summary>statx methodology, and the explanations of statx mirror.</summary>
public sealed class MethodologyCommandTests(ComparisonCommandTests.Published published) : IClassFixture<ComparisonCommandTests.Published>
{
    private const string Header = "indicator;language;source_type;definition;deviations";

    [Fact]
    public async Task Notes_are_saved_from_a_file_listed_and_shown_with_the_figures()
    {
        using var statx = new Statx(published.Exchange.Server);
        var file = statx.Write("notes.csv", Header, "MIG_EMI_TOT;en;border_count;Exits for 12 months;Intentions only", "MIG_EMI_TOT;ru;;Выезды на 12 месяцев;");
        Assert.Equal("MIG_EMI_TOT, version 1\n", await statx.DoAsync("methodology", "save", file, "--organisation", "AM.ARMSTAT"));
        var csv = await statx.DoAsync("methodology", "list", "--organisation", "AM.ARMSTAT", "--output", "csv");
        Assert.StartsWith("ORGANISATION,INDICATOR,VERSION,SAVED_AT,LANGUAGE,SOURCE_TYPE,DEFINITION,COUNTING_RULES,DEVIATIONS,COVERAGE,SOURCE\nAM.ARMSTAT,MIG_EMI_TOT,1,", csv, StringComparison.Ordinal);
        Assert.Contains(",ru,BORDER_COUNT,Выезды на 12 месяцев,,,,\n", csv, StringComparison.Ordinal);
        Assert.Equal("MIG_EMI_TOT, version 1\n", await statx.DoAsync("methodology", "save", statx.Write("again.csv", csv.Split('\n')), "--organisation", "AM.ARMSTAT"));

        var mirror = await statx.DoAsync("mirror", "--indicator", "MIG_EMI_TOT", "--ref-area", "AM", "--counterpart-area", "RU", "--language", "ru");
        Assert.Contains("AM.ARMSTAT, MIG_EMI_TOT: border count (version 1, ", mirror, StringComparison.Ordinal);
        Assert.Contains("Определение: Выезды на 12 месяцев", mirror, StringComparison.Ordinal);
        Assert.Contains("Deviations: Intentions only", await statx.DoAsync("aggregate", "--indicator", "MIG_EMI_TOT", "--ref-area", "AM"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_fault_of_a_file_is_told_at_once_with_row_column_and_remedy()
    {
        using var statx = new Statx(published.Exchange.Server);
        var file = statx.Write(
            "bad.csv", Header, "MIG_EMI_TOT;en;guess;x;", ";en;survey;x;", "MIG_EMI_TOT;en;;y;", "NOPE1;en;;x;", "NOPE1;ru;;x;", "TOUR_ARR;xx;;x;x", "TOUR_DEP;en;;  ;",
            $"LAB_FOR_EMP;ru;;x;{new string('я', 4001)}", "LAB_NAT_ABROAD;en;;\"open");
        var (code, output, error) = await statx.RunAsync("methodology", "save", file, "--organisation", "AM.ARMSTAT");
        Assert.Equal((ExitCode.Usage, ""), (code, output));
        string[] expected =
        [
            "Row 2, SOURCE_TYPE: 'guess' is no source type; expected CENSUS,", "Row 3, INDICATOR: it is empty; give a code", "Row 4, LANGUAGE: row 2 is of MIG_EMI_TOT in 'en' too; put",
            "Row 5, INDICATOR: 'NOPE1' is no indicator; ", "Row 6, INDICATOR: 'NOPE1' is no indicator; ", "Row 7, LANGUAGE: 'xx' is no language; give a code of ISO 639-1",
            "Row 8: it says nothing; give a text", "Row 9, DEVIATIONS: it has 4,001 characters; shorten it to 4,000", "Row 10: it cannot be read; close all quotes",
        ];
        var lines = error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(expected, lines.Zip(expected, (line, start) => line.StartsWith(start, StringComparison.Ordinal) ? start : line));
        Assert.Equal(expected.Length, lines.Length);

        (code, output, _) = await statx.RunAsync("methodology", "save", file, "--organisation", "AM.ARMSTAT", "--output", "json");
        Assert.Equal(ExitCode.Usage, code);
        using var json = JsonDocument.Parse(output);
        Assert.Equal([2, 3, 4, 5, 6, 7, 8, 9, 10], json.RootElement.GetProperty("faults").EnumerateArray().Select(fault => fault.GetProperty("row").GetInt32()));
        Assert.Contains("column 'NOTE' is unknown", (await statx.RunAsync("methodology", "save", statx.Write("wrong.csv", "INDICATOR,LANGUAGE,NOTE"), "--organisation", "AM.ARMSTAT")).Error, StringComparison.Ordinal);
        Assert.Contains("Row 1: no row follows", (await statx.RunAsync("methodology", "save", statx.Write("none.csv", Header), "--organisation", "AM.ARMSTAT")).Error, StringComparison.Ordinal);
        Assert.Equal("", await statx.DoAsync("methodology", "list", "--indicator", "TOUR_ARR"));
    }

    [Fact]
    public async Task Notes_of_another_organisation_are_refused_and_nothing_is_saved()
    {
        using var statx = new Statx(published.Exchange.Server);
        await statx.DoAsync("methodology", "save", statx.Write("own.csv", "ORGANISATION;INDICATOR;LANGUAGE;DEFINITION", "KZ.BORDER;BRD_ENTRY_TOT;en;Own"), "--organisation", "KZ.BORDER");
        var file = statx.Write("foreign.csv", "ORGANISATION;INDICATOR;LANGUAGE;DEFINITION", "KZ.BORDER;BRD_EXIT_TOT;en;Own", "KZ.MIA;BRD_ENTRY_TOT;en;Foreign", ";BRD_STAY;ru;x");
        var (code, _, error) = await statx.RunAsync("methodology", "save", file, "--organisation", "KZ.BORDER");
        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains("Row 3, ORGANISATION: 'KZ.MIA' is another organisation than KZ.BORDER, which the caller acts for; ", error, StringComparison.Ordinal);
        Assert.Contains("Row 4, INDICATOR: 'BRD_STAY' is no indicator; ", error, StringComparison.Ordinal);
        var kept = await statx.DoAsync("methodology", "list", "--organisation", "KZ.BORDER", "--all-versions", "--output", "csv");
        Assert.Matches("^[^\n]*\nKZ.BORDER,BRD_ENTRY_TOT,1,[^\n]*,en,,Own,,,,\n$", kept);
    }

    [Fact]
    public async Task Bytes_that_are_no_characters_are_refused_and_other_encodings_are_understood()
    {
        using var statx = new Statx(published.Exchange.Server);
        foreach (var mark in new byte[][] { [], [0xEF, 0xBB, 0xBF] })
        {
            var damaged = statx.PathOf("damaged.csv");
            await File.WriteAllBytesAsync(damaged, [.. mark, .. "INDICATOR;LANGUAGE;DEFINITION\nTOUR_DEP;ru;Выезды\nTOUR_DEP;en;"u8, 0xFF, 0xFE, .. "x\n"u8], TestContext.Current.CancellationToken);
            var (code, _, error) = await statx.RunAsync("methodology", "save", damaged, "--organisation", "AM.ARMSTAT");
            Assert.Equal(ExitCode.Usage, code);
            Assert.Contains("Row 3, DEFINITION: it has bytes that are no characters of the file's encoding; save the file as UTF-8", error, StringComparison.Ordinal);
        }

        var cyrillic = statx.PathOf("windows.csv");
        await File.WriteAllBytesAsync(
            cyrillic, CodePagesEncodingProvider.Instance.GetEncoding(1251)!.GetBytes("INDICATOR;LANGUAGE;DEFINITION\nBRD_EXIT_TOT;ru;Выезды\n"), TestContext.Current.CancellationToken);
        await statx.DoAsync("methodology", "save", cyrillic, "--organisation", "AM.ARMSTAT");
        Assert.Contains("Выезды", await statx.DoAsync("methodology", "list", "--organisation", "AM.ARMSTAT", "--indicator", "BRD_EXIT_TOT", "--language", "ru"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("RU", "  ", "en", "it says nothing; write a text")]
    [InlineData("_T", "x", "en", "'_T' is no single area, and has no other side; name an area")]
    [InlineData("AM", "x", "en", "'AM' is the reporting area itself; name the area at the other end")]
    [InlineData("RU", "x", "xx", "'xx' is no language; give a code of ISO 639-1")]
    public async Task An_explanation_that_nobody_can_use_is_refused_with_a_remedy(string counterpart, string text, string language, string remedy)
    {
        using var statx = new Statx(published.Exchange.Server);
        var (code, _, error) = await statx.RunAsync(
            "mirror", "explain", "--indicator", "MIG_IMM_TOT", "--ref-area", "AM", "--counterpart-area", counterpart, "--text", text, "--text-language", language, "--organisation", "RU.ROSSTAT");
        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains(remedy, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_explanation_is_shown_with_its_periods_only()
    {
        using var statx = new Statx(published.Exchange.Server);
        await statx.DoAsync(
            "mirror", "explain", "--indicator", "MIG_IMM_TOT", "--ref-area", "RU", "--counterpart-area", "KZ", "--text", "Of 2014 alone.", "--start", "2014", "--end", "2014", "--public",
            "--organisation", "RU.ROSSTAT");
        string[] mirror = ["mirror", "--indicator", "MIG_EMI_TOT", "--ref-area", "KZ", "--counterpart-area", "RU"];
        Assert.Contains("Of 2014 alone.", await statx.DoAsync(mirror), StringComparison.Ordinal);
        Assert.DoesNotContain("Of 2014 alone.", await statx.DoAsync([.. mirror, "--start", "2016"]), StringComparison.Ordinal);
        Assert.Contains("Of 2014 alone.", await statx.DoAsync("mirror", "explanations", "--area", "KZ"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_explanation_is_added_shown_and_listed()
    {
        using var statx = new Statx(published.Exchange.Server);
        var (code, output, error) = await statx.RunAsync(
            "mirror", "explain", "--indicator", "MIG_IMM_TOT", "--ref-area", "RU", "--counterpart-area", "AM", "--text", "Registrations", "--start", "2016", "--end", "2016", "--public",
            "--organisation", "RU.ROSSTAT");
        Assert.True(code == ExitCode.Done, error);
        Assert.StartsWith("RU.ROSSTAT of RU – AM 2016, ", output, StringComparison.Ordinal);
        Assert.Contains("RU.ROSSTAT of RU – AM 2016, ", await statx.DoAsync("mirror", "--indicator", "MIG_EMI_TOT", "--ref-area", "AM", "--counterpart-area", "RU"), StringComparison.Ordinal);
        Assert.EndsWith(",RU.ROSSTAT,MIG_IMM_TOT,RU,AM,2016,yes,Registrations\n", await statx.DoAsync("mirror", "explanations", "--area", "AM", "--output", "csv"), StringComparison.Ordinal);
    }
}
