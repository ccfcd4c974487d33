using System.Text.Json;
using StatExchange.Cli;
using StatExchange.FunctionalTests.Infrastructure;
using static StatExchange.FunctionalTests.Infrastructure.Figures;

namespace StatExchange.FunctionalTests.Cli;

/// <summary>statx completeness.</summary>
public sealed class CompletenessCommandTests(CompletenessCommandTests.Published published) : IClassFixture<CompletenessCommandTests.Published>
{
    private static readonly string[] Armenia = ["completeness", "AM", "--profile", "BASIC", "--year", "2020"];

    [Fact]
    public async Task Of_one_state_each_indicator_is_shown_and_of_several_their_scores()
    {
        using var statx = new Statx(published.Exchange.Server);
        var one = await statx.DoAsync(Armenia);
        Assert.Matches(@"CTX_POP_TOT\W+Usually resident population\W+late, [\d,]+ days?\W", one);
        Assert.Matches(@"MIG_IMM_TOT\W+Long-term.*partial: breakdowns without the total", one);
        Assert.Matches(@"0 Country context\W+50 %: 1 late, 1 missing", one);
        Assert.Matches(@"ASY_REF_STK 2020: published by UN\.UNHCR, whose figures do not count", one);
        Assert.DoesNotContain("MIG_EMI_TOT", await statx.DoAsync([.. Armenia, "--only", "late,partial"]), StringComparison.Ordinal);
        Assert.Matches(@"CTX_POP_TOT\W+Численность постоянного населения", await statx.DoAsync([.. Armenia, "--language", "ru"]));

        var several = await statx.DoAsync("completeness", "AM,KZ", "--group", "eaeu", "--profile", "EXTENDED", "--start", "2019", "--end", "2023");
        Assert.Matches(@"AM Armenia\W+[01] %\W+[\d/]+", several);
        Assert.All(several.Split('\n').Where(line => line.StartsWith(' ')), row => Assert.InRange(row.Length, 100, 150));
        Assert.Matches(@"AM: Armenia\W+CTX_POP_TOT\W+Usually", await statx.DoAsync("completeness", "am,KZ", "--profile", "basic", "--year", "2020", "--only", "late"));
    }

    [Fact]
    public async Task What_is_to_be_sent_is_listed_with_the_template_that_takes_it()
    {
        using var statx = new Statx(published.Exchange.Server);
        var list = await statx.DoAsync([.. Armenia, "--to-send"]);
        Assert.Matches(@"MIG_IMM_TOT\W.*2020\W+A\W+PERSON\W+COUNTERPART_AREA, SEX, AGE, CITIZENSHIP, REASON\W+breakdowns without the total; overdue since 2021-09-30", list);
        Assert.Matches(@"BRD_ENTRY_TOT\W.*2020-Q3, 2020-Q4\W+Q\W+EVENT\W.*2 of its periods lacking", list);
        Assert.DoesNotContain("CTX_POP_TOT", list, StringComparison.Ordinal);
        var template = Assert.Single(list.Split('\n'), line => line.Contains("statx template", StringComparison.Ordinal)).Trim();
        Assert.Equal("statx template --organisation AM.ARMSTAT --profile BASIC --period 2020 --file AM_BASIC_2020.xlsx", template);
        var file = statx.PathOf("AM_BASIC_2020.xlsx");
        await statx.DoAsync([.. template.Split(' ')[1..^1], file]);
        Assert.True(File.Exists(file));
    }

    [Fact]
    public async Task Programs_get_cells_and_scores()
    {
        using var statx = new Statx(published.Exchange.Server);
        var csv = (await statx.DoAsync([.. Armenia, "--output", "csv", "--only", "partial"])).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, csv.Length);
        Assert.StartsWith("REF_AREA,REF_AREA_NAME,PART,INDICATOR,INDICATOR_NAME,REPORTING_PERIOD,STATE,DUE_DATE,DAYS_LATE,", csv[0], StringComparison.Ordinal);
        Assert.Matches(@"^AM,Armenia,A3 Cross-border mobility,BRD_ENTRY_TOT,.*,2020,PARTIAL,2021-09-30,\d+,,,AM.ARMSTAT,Q,PERIODS_MISSING,2020-Q3 2020-Q4,COUNTERPART_AREA", csv[2]);

        var file = statx.PathOf("answer.json");
        await statx.DoAsync([.. Armenia, "--output", "json", "--file", file]);
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        var area = json.RootElement.GetProperty("areas")[0];
        Assert.Equal(("BASIC", "2020", "AM", 40, 40), (
            json.RootElement.GetProperty("profile").GetString(), json.RootElement.GetProperty("reportingPeriods")[0].GetString(), area.GetProperty("refArea").GetString(),
            area.GetProperty("cells").GetArrayLength(), json.RootElement.GetProperty("indicators").GetArrayLength()));
        Assert.Equal(1, area.GetProperty("total").GetProperty("late").GetInt32());
    }

    [Fact]
    public async Task What_does_not_go_together_or_does_not_exist_is_told()
    {
        using var statx = new Statx(published.Exchange.Server);
        foreach (var wrong in new string[][] { ["--only", "lost"], ["--only", "late", "--to-send"], ["--start", "2019"] })
            Assert.Equal(ExitCode.Usage, (await statx.RunAsync([.. Armenia, .. wrong])).Code);
        var (code, _, error) = await statx.RunAsync("completeness", "--profile", "BASICS");
        Assert.NotEqual(ExitCode.Done, code);
        Assert.Contains("Did you mean BASIC?", error, StringComparison.Ordinal);
    }

    public sealed class Published(PostgresCluster cluster) : IAsyncLifetime
    {
        internal ExchangeWithoutContentRules Exchange { get; } = new(cluster) { Settings = [TestAccess.CatalogueAgreements] };

        public async ValueTask InitializeAsync()
        {
            await Exchange.InitializeAsync();
            await Exchange.Client.PublishAsync(
                "AM.ARMSTAT", Append(Series(Key("CTX_POP_TOT", "AM", ""), At("2020", 100m))), Append(Series(Key("MIG_IMM_TOT", "AM", "RU"), At("2020", 5m))),
                Append(Series(Key("BRD_ENTRY_TOT", "AM", "", "Q"), At("2020-Q1", 1m), At("2020-Q2", 2m))));
            await Exchange.Client.PublishAsync("UN.UNHCR", Append(Series(Key("ASY_REF_STK", "AM", ""), At("2020", 8m))));
        }

        public ValueTask DisposeAsync() => Exchange.DisposeAsync();
    }
}
