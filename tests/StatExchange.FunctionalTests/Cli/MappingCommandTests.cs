using System.Text.Json;
using StatExchange.Cli;
using StatExchange.Client;
using StatExchange.FunctionalTests.Infrastructure;

namespace StatExchange.FunctionalTests.Cli;

/// <summary>statx mapping, and figures read by mappings from the file to the query.</summary>
public sealed class MappingCommandTests(ExchangeFixture exchange) : IClassFixture<ExchangeFixture>
{
    private const string Organisation = "KZ.BORDER";

    private static readonly string[] Mapping =
    [
        "item,figures,concept,column,value,code",
        "description,,,,Crossings,",
        "figures,in,,Entries,,",
        "component,in,INDICATOR,,,BRD_ENTRY_TOT",
        "figures,out,,Exits,,",
        "only,out,,Scope,all,",
        "component,out,INDICATOR,,,BRD_EXIT_TOT",
        "component,,REF_AREA,,,KZ",
        "component,,COUNTERPART_AREA,Neighbour,,",
        "code,,COUNTERPART_AREA,,Китай,CN",
        "alias,,COUNTERPART_AREA,,,",
        "component,,TIME_PERIOD,Year,,",
        "code,,OBS_VALUE,,n/a,O",
    ];

    private static readonly string[] Figures =
    [
        "Neighbour;Year;Scope;Entries;Exits;Remark", "Китай;2016;all;1000;900;x", "Китай;2017;part;n/a;5;", "RUS;2017;all;7;8;", "Xanadu;2017;all;1;2;",
    ];

    [Fact]
    public async Task A_mapping_is_saved_listed_and_shown_as_the_file_it_was()
    {
        using var statx = new Statx(exchange.Server);
        var file = statx.Write("mapping.csv", Mapping);

        Assert.Equal("SHOWN, version 1", (await statx.DoAsync("mapping", "save", file, "--organisation", Organisation, "--name", "SHOWN")).Trim());
        Assert.Equal("SHOWN, version 1", (await statx.DoAsync("mapping", "save", file, "--organisation", Organisation, "--name", "SHOWN")).Trim());
        Assert.Contains("Crossings", await statx.DoAsync("mapping", "list", "--organisation", Organisation), StringComparison.Ordinal);
        var shown = await statx.DoAsync("mapping", "show", Organisation, "SHOWN", "--output", "csv");
        Assert.Equal(Mapping.Order(StringComparer.Ordinal), shown.Trim().Split('\n').Order(StringComparer.Ordinal));
        Assert.Contains("Китай", await statx.DoAsync("mapping", "show", Organisation, "SHOWN"), StringComparison.Ordinal);
        var (code, _, error) = await statx.RunAsync("mapping", "show", Organisation, "SHOW");
        Assert.Equal(ExitCode.NotPossible, code);
        Assert.Contains("statx mapping list", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mapping_file_with_faults_is_refused_with_all_of_them()
    {
        using var statx = new Statx(exchange.Server);
        var (code, _, error) = await statx.RunAsync(
            "mapping", "save", statx.Write("faulty.csv", [.. Mapping, "code,,AGES,,x,Y", "figure,,,,,"]), "--organisation", Organisation, "--name", "FAULTY");

        Assert.Equal(ExitCode.Usage, code);
        Assert.Equal(["Row 14", "Row 15"], error.Trim().Split('\n').Select(line => line.Split(':')[0]));
    }

    [Fact]
    public async Task A_test_shows_what_does_not_map_with_its_rows()
    {
        using var statx = new Statx(exchange.Server);
        var mapping = statx.Write("crossings.csv", Mapping);
        var (code, output, _) = await statx.RunAsync(
            "mapping", "test", statx.Write("figures.csv", Figures), "--organisation", Organisation, "--mapping-file", mapping, "--output", "json");

        Assert.Equal(ExitCode.Refused, code);
        using var outcome = JsonDocument.Parse(output);
        Assert.Equal("crossings.TEST", outcome.RootElement.GetProperty("mapping").GetString());
        Assert.Equal((7, 5), (outcome.RootElement.GetProperty("observations").GetInt32(), outcome.RootElement.GetProperty("mapped").GetInt32()));
        var reason = Assert.Single(outcome.RootElement.GetProperty("reasons").EnumerateArray());
        Assert.Equal("COV_UNMAPPED COUNTERPART_AREA Xanadu", $"{reason.GetProperty("rule")} {reason.GetProperty("concept")} {reason.GetProperty("value")}");
        Assert.Equal("5", Assert.Single(reason.GetProperty("firstRows").EnumerateArray()).GetString());
    }

    [Fact]
    public async Task A_table_is_submitted_by_a_mapping()
    {
        using var statx = new Statx(exchange.Server);
        await statx.DoAsync("mapping", "save", statx.Write("mapping.csv", Mapping), "--organisation", Organisation, "--name", "CROSSINGS");
        var figures = statx.Write("figures.csv", Figures[..^1]);
        await statx.DoAsync("mapping", "test", figures, "--organisation", Organisation, "--name", "CROSSINGS");
        Assert.Contains(
            "CROSSINGS, version 1",
            await statx.DoAsync("submit", figures, "--organisation", Organisation, "--mapping", "CROSSINGS:1", "--publish"),
            StringComparison.Ordinal);

        var published = await exchange.Client.ReadAsync(new SeriesQuery().Where("DATA_PROVIDER", Organisation));
        Assert.Equal(
            ["BRD_ENTRY_TOT CN 2016=1000 2017=O", "BRD_ENTRY_TOT RU 2017=7", "BRD_EXIT_TOT CN 2016=900", "BRD_EXIT_TOT RU 2017=8"],
            published.Select(series => $"{series.Key.Indicator} {series.Key.CounterpartArea} {Infrastructure.Figures.Text(series)}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_wide_table_is_submitted_by_a_mapping_and_findings_name_its_columns()
    {
        using var statx = new Statx(exchange.Server);
        await statx.DoAsync(
            "mapping", "save", statx.Write(
                "wide.csv", "item,figures,concept,column,value,code", @"figures,,,(?<period>\d{4}) г.,pattern,", "component,,INDICATOR,,,BRD_EXIT_TOT",
                "component,,REF_AREA,,,KZ", "component,,COUNTERPART_AREA,state,,"),
            "--organisation", Organisation, "--name", "WIDE");
        var (code, output, _) = await statx.RunAsync(
            "submit", statx.Write("table.csv", "state,2016 г.,2017 г.", "CN,1,abc"), "--organisation", Organisation, "--mapping", "WIDE", "--output", "json");

        Assert.Equal(ExitCode.Refused, code);
        var handle = await exchange.Server.As(Organisation).Client.GetSubmissionAsync(V1.Submission.Parser.ParseJson(output).SubmissionId, TestContext.Current.CancellationToken);
        var findings = await handle.FindingsAsync().ToListAsync(TestContext.Current.CancellationToken);
        Assert.Contains(findings, finding => (finding.Concept, finding.Value, finding.Cell, finding.Column) == ("OBS_VALUE", "abc", "C2", "2017 г."));
    }
}
