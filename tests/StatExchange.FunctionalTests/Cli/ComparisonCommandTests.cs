using System.Text.Json;
using StatExchange.Cli;
using StatExchange.FunctionalTests.Infrastructure;
using static StatExchange.FunctionalTests.Infrastructure.Figures;

namespace StatExchange.FunctionalTests.Cli;

/// <summary>statx aggregate and statx mirror.</summary>
public sealed class ComparisonCommandTests(ComparisonCommandTests.Published published) : IClassFixture<ComparisonCommandTests.Published>
{
    private static readonly string[] Aggregate = ["aggregate", "--indicator", "MIG_EMI_TOT", "--counterpart-area", "RU", "--over", "REF_AREA=@EAEU", "--start", "2016", "--end", "2016"];
    private static readonly string[] Mirror = ["mirror", "--indicator", "MIG_EMI_TOT", "--ref-area", "AM,KZ"];

    [Fact]
    public async Task Aggregates_are_shown_with_what_they_cover_and_the_notes_of_their_parts()
    {
        using var statx = new Statx(published.Exchange.Server);
        var table = await statx.DoAsync(Aggregate);
        Assert.Matches(@"2016\W+150\W+A\W+2 of 4\W+50\.0 %\W+not reported: BY; without value: KG", table);
        Assert.Contains("AM.ARMSTAT, MIG_EMI_TOT AM – RU 2016: Border cards.", table, StringComparison.Ordinal);

        var csv = (await statx.DoAsync([.. Aggregate, "--output", "csv"])).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.EndsWith("PARTS_INCLUDED,PARTS_EXPECTED,WEIGHT_SHARE,COMPLETE,HAS_ESTIMATES,MISSING,INCOMPLETE,CARRIED_FORWARD,PROVIDERS,PART_NOTES", csv[0], StringComparison.Ordinal);
        Assert.EndsWith("2,4,0.5,N,N,BY NOT_REPORTED; KG WITHOUT_VALUE,,,AM.ARMSTAT; KG.NSC; KZ.BNS,AM Border cards.", csv[1], StringComparison.Ordinal);

        using var json = JsonDocument.Parse(await statx.DoAsync([.. Aggregate, "--complete", "--output", "json"]));
        var observation = json.RootElement.GetProperty("aggregates")[0].GetProperty("observations")[0];
        Assert.Equal((JsonValueKind.Null, "O", 4), (observation.GetProperty("value").ValueKind, observation.GetProperty("status").GetString(), observation.GetProperty("parts").GetArrayLength()));
    }

    [Fact]
    public async Task What_may_not_be_put_together_is_told()
    {
        using var statx = new Statx(published.Exchange.Server);
        var (code, _, error) = await statx.RunAsync("aggregate", "--indicator", "POL_MIG_SCORE", "--over", "REF_AREA=@EU");
        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains("the catalogue forbids", error, StringComparison.Ordinal);
        Assert.Contains("POL_MIG_SCORE", (await statx.RunAsync("aggregate", "--over", "REF_AREA=@EAEU")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_calculated_figure_names_the_providers_and_the_faults_of_its_terms()
    {
        using var statx = new Statx(published.Exchange.Server);
        string[] derive = ["aggregate", "--derive", "MIG_NET_TOT", "--ref-area", "AM,RU"];
        var table = await statx.DoAsync(derive);
        Assert.Matches(@"2016\W+-70\W+A\W+KZ\.BNS, AM\.ARMSTAT", table);
        Assert.Matches(@"2016\W+Missing value \(O\)\W+O\W+RU\.ROSSTAT: MIG_EMI_TOT not reported", table);
        Assert.Contains("AM.ARMSTAT, MIG_EMI_TOT AM – RU 2016: Border cards.", table, StringComparison.Ordinal);

        var csv = (await statx.DoAsync([.. derive, "--output", "csv"])).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains(csv, row => row.EndsWith(",KZ.BNS; AM.ARMSTAT,MIG_EMI_TOT Border cards.", StringComparison.Ordinal));
        Assert.Contains(csv, row => row.Contains(",MIG_EMI_TOT NOT_REPORTED,", StringComparison.Ordinal));

        using var json = JsonDocument.Parse(await statx.DoAsync([.. derive, "--output", "json"]));
        var terms = json.RootElement.GetProperty("aggregates").EnumerateArray().First(one => one.GetProperty("key").GetProperty("REF_AREA").GetString() == "AM")
            .GetProperty("observations")[0].GetProperty("parts")[0].GetProperty("terms");
        Assert.Equal(
            ["MIG_IMM_TOT INCLUDED KZ.BNS", "MIG_EMI_TOT INCLUDED AM.ARMSTAT"],
            terms.EnumerateArray().Select(term => string.Join(' ', new[] { "term", "state", "provider" }.Select(name => term.GetProperty(name).GetString()))));
    }

    [Fact]
    public async Task Periods_that_end_before_they_begin_are_refused()
    {
        using var statx = new Statx(published.Exchange.Server);
        var (code, _, error) = await statx.RunAsync([.. Mirror, "--start", "2018-Q1", "--end", "2017"]);
        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains("--start 2018-Q1 is after --end 2017.", error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, (await statx.RunAsync([.. Mirror, "--start", "2016-Q4", "--end", "2016"])).Code);
    }

    [Fact]
    public async Task Mirrors_are_shown_side_by_side_and_ranked()
    {
        using var statx = new Statx(published.Exchange.Server);
        var table = await statx.DoAsync([.. Mirror, "--counterpart-area", "RU"]);
        Assert.Matches(@"AM\W+RU\W+2016\W+100\W+120\W+-20\W+0\.833\W+16\.7 %\W+fails\W+AM\.ARMSTAT / RU\.ROSSTAT", table);
        Assert.Matches(@"KZ\W+RU\W+2016\W+50\W+not reported\W+KZ\.BNS", table);

        var ranking = await statx.DoAsync([.. Mirror, "--rank", "difference", "--limit", "5"]);
        Assert.Matches(@"1\W+AM\W+RU\W+100\W+120\W+20\W+16\.7 %\W+1\W+0", ranking);
        Assert.DoesNotContain("KZ", ranking, StringComparison.Ordinal);

        var csv = (await statx.DoAsync([.. Mirror, "--counterpart-area", "RU", "--output", "csv"])).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains(",100,INCLUDED,A,AM.ARMSTAT,Border cards.,120,INCLUDED,A,RU.ROSSTAT,,-20,", csv[1], StringComparison.Ordinal);
        Assert.EndsWith("CORRIDOR,CORRIDOR_DIFFERENCE,CORRIDOR_ASYMMETRY,PERIODS_COMPARED,PERIODS_PASSED,TREND", csv[0], StringComparison.Ordinal);
        Assert.Matches(@",1,20,0\.16666\d*,1,0,$", csv[1].TrimEnd());
        Assert.EndsWith(",2,,,0,0,", csv[2], StringComparison.Ordinal);
        using var json = JsonDocument.Parse(await statx.DoAsync([.. Mirror, "--output", "json"]));
        var observation = json.RootElement.GetProperty("mirrors")[0].GetProperty("observations")[0];
        Assert.Equal(("2016", 100, -20), (observation.GetProperty("period").GetString(), observation.GetProperty("reported").GetProperty("value").GetInt32(), observation.GetProperty("difference").GetInt32()));
        Assert.Equal(ExitCode.Usage, (await statx.RunAsync("mirror")).Code);
    }

    public sealed class Published(PostgresCluster cluster) : IAsyncLifetime
    {
        internal ExchangeWithoutContentRules Exchange { get; } = new(cluster);

        public async ValueTask InitializeAsync()
        {
            await Exchange.InitializeAsync();
            await TestAgreements.NameAreaAsync(Exchange.Server.Channel.CreateCallInvoker(), "RU.ROSSTAT", "RU");
            await Exchange.Client.PublishAsync("AM.ARMSTAT", Append(Series(Key("MIG_EMI_TOT", "AM", "RU"), At("2016", 100m, comment: "Border cards."))));
            await Exchange.Client.PublishAsync("KZ.BNS", Append(Series(Key("MIG_EMI_TOT", "KZ", "RU"), At("2016", 50m))), Append(Series(Key("MIG_IMM_TOT", "AM", "RU"), At("2016", 30m))));
            await Exchange.Client.PublishAsync("KG.NSC", Append(Series(Key("MIG_EMI_TOT", "KG", "RU"), At("2016", null, 'L'))));
            await Exchange.Client.PublishAsync("RU.ROSSTAT", Append(Series(Key("MIG_IMM_TOT", "RU", "AM"), At("2016", 120m))));
        }

        public ValueTask DisposeAsync() => Exchange.DisposeAsync();
    }
}
