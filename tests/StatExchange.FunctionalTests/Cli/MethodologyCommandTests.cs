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
    public async Task Every_fault_of_a_file_is_told_with_its_row()
    {
        using var statx = new Statx(published.Exchange.Server);
        var (code, _, error) = await statx.RunAsync("methodology", "save", statx.Write("bad.csv", Header, "MIG_EMI_TOT;en;guess;x;", ";en;survey;x;", "MIG_EMI_TOT;en;;y;"), "--organisation", "AM.ARMSTAT");
        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains("Row 2: 'guess' is no SOURCE_TYPE", error, StringComparison.Ordinal);
        Assert.Contains("Row 3: INDICATOR and LANGUAGE are needed", error, StringComparison.Ordinal);
        Assert.Contains("Row 4: Another row is of MIG_EMI_TOT in 'en' too", error, StringComparison.Ordinal);
        Assert.Contains("column 'NOTE' is unknown", (await statx.RunAsync("methodology", "save", statx.Write("wrong.csv", "INDICATOR,LANGUAGE,NOTE"), "--organisation", "AM.ARMSTAT")).Error, StringComparison.Ordinal);
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
