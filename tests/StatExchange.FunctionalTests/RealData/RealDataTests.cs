using System.Globalization;
using StatExchange.Client;
using StatExchange.V1;
using static StatExchange.FunctionalTests.Infrastructure.Figures;

namespace StatExchange.FunctionalTests.RealData;

/// <summary>
/// The real sources load by mappings alone. What is accepted and what is not, by reason, is in accepted_and_refused.csv; what is
/// accepted is what the sources say, to the last figure.
/// </summary>
[Collection(nameof(RealSources))]
public sealed class RealDataTests(RealDataFixture data)
{
    private const string Table = "accepted_and_refused.csv";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private StatExchangeClient Client => data.Exchange.Client;

    [Fact]
    public async Task What_is_accepted_and_refused_by_reason_is_as_the_table_says()
    {
        var lines = data.Reports.SelectMany(entry => Describe(entry.Source, entry.Report)).Prepend("source,organisation,outcome,reason,rows,observations_or_findings");
        var actual = string.Join('\n', lines) + "\n";
        var expected = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "RealData", Table), Cancellation);

        // What differs is to be looked at, and taken over if it is right.
        await File.WriteAllTextAsync(Path.Combine(AppContext.BaseDirectory, $"actual_{Table}"), actual, Cancellation);
        Assert.Equal(expected, actual);
    }

    [Theory]
    [InlineData("BRD_ENTRY_TOT", "KZ", "CN", "2017", "2017=94817")]
    [InlineData("LAB_NAT_ABROAD", "AM", "RU", "2017", "2017=232247")]
    [InlineData("LAB_FOR_EMP", "RU", "AM", "2017", "2017=232000")]
    [InlineData("CTX_LF_TOT", "TJ", "_T", "2017", "2017=2460.2")]
    public async Task Figures_of_the_observatory_are_as_it_printed_them(string indicator, string area, string counterpart, string period, string expected)
    {
        var query = new SeriesQuery { StartPeriod = period, EndPeriod = period }
            .Where("DATA_PROVIDER", "PPMO.OBSERVATORY").Where("INDICATOR", indicator).Where("REF_AREA", area);
        if (counterpart != "_T")
            query = query.Where("COUNTERPART_AREA", counterpart);
        Assert.Equal(expected, await Client.ReadTextAsync(query));
    }

    [Fact]
    public async Task Every_flow_that_a_country_reports_is_published_as_its_own()
    {
        var expected = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var cells in RealSource.Lines("eurostat_flows_2010_2016.csv").Skip(1).Select(line => line.Split(',')))
        {
            var (year, sending, receiving) = (cells[0], cells[2], cells[3]);
            if (cells[4].Length > 0)
                expected.Add($"{sending} MIG_EMI_TOT {receiving} {year} {cells[4]}");
            if (cells[5].Length > 0)
                expected.Add($"{receiving} MIG_IMM_TOT {sending} {year} {cells[5]}");
        }

        var query = new SeriesQuery().Where("INDICATOR", ["MIG_EMI_TOT", "MIG_IMM_TOT"]);
        var published = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var series in await Client.ReadAsync(query))
        {
            Assert.Equal(series.Key.RefArea, series.Key.DataProvider[..2]);
            published.UnionWith(series.Observations().Select(observation =>
                $"{series.Key.RefArea} {series.Key.Indicator} {series.Key.CounterpartArea} {observation.Period} {observation.Value}"));
        }

        Assert.Equal(expected, published);
    }

    [Theory]
    [InlineData("ASY_APPL_TOT", "N", "R", "NR", "V")]
    [InlineData("ASY_APPL_FIRST", "N")]
    public async Task Applications_are_the_sums_of_their_rows(string indicator, params string[] types)
    {
        var expected = (await UnhcrSource.ApplicationsAsync(types)).ToDictionary(entry => $"{entry.Key.Asylum} {entry.Key.Origin} {entry.Key.Year}", entry => entry.Value, StringComparer.Ordinal);
        Assert.NotEmpty(expected);
        Assert.Equal(expected, await PublishedAsync(indicator, decision: null), new DictionaryComparer());
    }

    [Theory]
    [InlineData("ASY_DEC_FIRST", "GENCONV", 6)]
    [InlineData("ASY_DEC_FIRST", "REJ", 8)]
    [InlineData("ASY_DEC_FINAL", "COMPL", 7)]
    [InlineData("ASY_DEC_FINAL", "_T", 6, 7, 8)]
    public async Task Decisions_are_the_sums_of_their_rows(string indicator, string decision, params int[] columns)
    {
        var levels = indicator == "ASY_DEC_FIRST" ? new[] { "FI", "IN" } : ["AR", "JR"];
        var areas = await UnhcrSource.AreasAsync();
        var expected = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var cells in RealSource.Lines("unhcr_asylum_decisions.csv.gz").Skip(1).Select(line => line.Split(',')))
        {
            if (!levels.Contains(cells[4]) || cells[5] != "P" || cells[1] == cells[2]
                || !areas.TryGetValue(cells[1], out var origin) || !areas.TryGetValue(cells[2], out var asylum))
            {
                continue;
            }

            var key = $"{asylum} {origin} {cells[0]}";
            expected[key] = expected.GetValueOrDefault(key) + columns.Sum(column => long.Parse(cells[column], CultureInfo.InvariantCulture));
        }

        Assert.NotEmpty(expected);
        Assert.Equal(expected, await PublishedAsync(indicator, decision), new DictionaryComparer());
    }

    private static IEnumerable<string> Describe(RealSource source, GetValidationReportResponse report)
    {
        var (submission, prefix) = (report.Submission, $"{source.File},{source.Organisation}");
        yield return $"{prefix},accepted,,,{submission.Observations - submission.ObservationsLeftOut}";
        yield return $"{prefix},left out,,,{submission.ObservationsLeftOut}";
        foreach (var outcome in report.Outcomes.Where(outcome => outcome.Findings > 0))
            yield return $"{prefix},{outcome.Severity.ToString().ToLowerInvariant()},{outcome.RuleId},{outcome.Rows},{outcome.Findings}";
    }

    private async Task<Dictionary<string, long>> PublishedAsync(string indicator, string? decision)
    {
        var query = new SeriesQuery().Where("DATA_PROVIDER", "UN.UNHCR").Where("INDICATOR", indicator);
        if (decision is not null)
            query = query.Where("DECISION", decision);
        // As their provider: the public is not shown small counts.
        await using var answer = await data.Exchange.Server.As("UN.UNHCR").Client.QuerySeriesAsync(query, Cancellation);
        var published = new Dictionary<string, long>(StringComparer.Ordinal);
        await foreach (var series in answer.ReadSeriesAsync(Cancellation))
        {
            foreach (var observation in series.Observations())
                published.Add($"{series.Key.RefArea} {series.Key.CounterpartArea} {observation.Period}", (long)observation.Value!);
        }

        return published;
    }

    // Says what differs instead of printing a hundred thousand entries.
    private sealed class DictionaryComparer : IEqualityComparer<Dictionary<string, long>>
    {
        public bool Equals(Dictionary<string, long>? x, Dictionary<string, long>? y)
        {
            var differing = x!.Except(y!).Select(entry => $"expected {entry}").Concat(y!.Except(x!).Select(entry => $"published {entry}")).Take(10).ToList();
            Assert.True(differing.Count == 0, string.Join(", ", differing));
            return true;
        }

        public int GetHashCode(Dictionary<string, long> obj) => obj.Count;
    }
}
