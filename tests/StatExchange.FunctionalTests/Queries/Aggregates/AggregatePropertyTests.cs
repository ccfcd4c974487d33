using FsCheck.Fluent;
using StatExchange.Client;
using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.TestTables;
using StatExchange.V1;
using static StatExchange.FunctionalTests.Infrastructure.Figures;

namespace StatExchange.FunctionalTests.Queries.Aggregates;

/// <summary>
/// Random figures, some confidential, some gaps, some missing; random ways to put them together. What comes out is worked out again
/// from nothing but the figures that the same caller is shown.
/// </summary>
public sealed class AggregatePropertyTests(AggregatePropertyTests.Published published) : IClassFixture<AggregatePropertyTests.Published>
{
    private const int Queries = 150;

    private static readonly string[] Areas = ["AM", "BY", "KG", "KZ", "RU"];
    private static readonly string[] Counterparts = ["_T", "CN", "AM", "KZ", "UA"];
    private static readonly string[] Sexes = ["_T", "F", "M"];
    private static readonly Dictionary<string, string> Providers = new()
    {
        ["AM"] = "AM.ARMSTAT",
        ["BY"] = "BY.BELSTAT",
        ["KG"] = "KG.NSC",
        ["KZ"] = "KZ.BNS",
        ["RU"] = "RU.ROSSTAT",
    };

    [Theory]
    [InlineData(null)]
    [InlineData("KZ.BNS")]
    public async Task Is_the_sum_of_the_parts_that_the_caller_sees_and_its_coverage_adds_up(string? organisation)
    {
        var client = organisation is null ? published.Server.AsNobody().Client : published.Server.As(organisation).Client;
        var visible = await client.ReadAsync(new SeriesQuery());
        Assert.Contains(visible, series => series.ObsStatus.Contains('Q', StringComparison.Ordinal));
        foreach (var throws in Gen.Sample(Dice.Any.Generator, Queries))
        {
            var (query, parts) = RandomQuery(new Dice(throws));
            var expected = Expected(visible, parts, query).Order(StringComparer.Ordinal).ToList();
            var aggregates = await client.ReadAsync(query);
            var actual = aggregates.SelectMany(aggregate => aggregate.Observations().Select(one => Describe(aggregate.Series.Key, one)));
            Assert.Equal(expected, actual.Order(StringComparer.Ordinal));
            foreach (var one in aggregates.SelectMany(aggregate => aggregate.Observations()))
            {
                Assert.Equal(one.Expected, one.Included + one.Missing.Count());
                Assert.Equal((double)one.Included / one.Expected, one.Share!.Value, 12);
                Assert.Equal(one.Included == one.Expected, one.IsComplete);
            }
        }
    }

    private static (AggregateQuery Query, Dictionary<string, string[]> Parts) RandomQuery(Dice dice)
    {
        var parts = new Dictionary<string, string[]>();
        foreach (var (concept, codes) in new[] { ("REF_AREA", Areas), ("COUNTERPART_AREA", Counterparts[1..]), ("SEX", Sexes[1..]) })
        {
            var chosen = codes.Where(_ => dice.Next(3) > 0).ToArray();
            if (dice.Next(3) > 0 && chosen.Length > 0)
                parts[concept] = chosen;
        }

        var query = new AggregateQuery(new SeriesQuery().Where("INDICATOR", "MIG_IMM_TOT"));
        query = parts.Aggregate(query, (before, part) => before.Over(part.Key, part.Value));
        var policy = dice.Next(3);
        return (query with
        {
            ExcludesIntraGroupFlows = parts.ContainsKey("REF_AREA") && parts.ContainsKey("COUNTERPART_AREA") && dice.Once(2),
            Coverage = new CoverageRule { Policy = (CoveragePolicy)(policy + 1), MinimumShare = policy == 2 ? 0.6 : 0 },
        }, parts);
    }

    // As plainly as can be: one dictionary of what is visible, and loops.
    private static IEnumerable<string> Expected(List<Series> visible, Dictionary<string, string[]> parts, AggregateQuery query)
    {
        var figures = visible.SelectMany(series => series.Observations().Select(observation => (series.Key, observation)))
            .ToDictionary(entry => (entry.Key.RefArea, entry.Key.CounterpartArea, entry.Key.Sex, entry.observation.Period.Ordinal), entry => entry.observation);
        var (areas, counterparts, sexes) = (parts.GetValueOrDefault("REF_AREA"), parts.GetValueOrDefault("COUNTERPART_AREA"), parts.GetValueOrDefault("SEX"));
        foreach (var area in areas is null ? Areas : ["*"])
        {
            foreach (var counterpart in counterparts is null ? Counterparts : ["*"])
            {
                foreach (var sex in sexes is null ? Sexes : ["*"])
                {
                    for (var year = 2015; year <= 2018; year++)
                    {
                        var members =
                            from r in areas ?? [area]
                            from c in counterparts ?? [counterpart]
                            from s in sexes ?? [sex]
                            where r != c
                            where !query.ExcludesIntraGroupFlows || !areas!.Contains(c)
                            select figures.TryGetValue((r, c, s, year), out var observation) ? observation : (Observation?)null;
                        var all = members.ToList();
                        if (all.TrueForAll(one => one is null))
                            continue;
                        var (known, suppressed) = (all.FindAll(one => one?.Value is not null), all.Any(one => one is { Value: null, Status: 'Q' }));
                        var isEnough = query.Coverage!.Policy switch
                        {
                            CoveragePolicy.Complete => known.Count == all.Count,
                            CoveragePolicy.MinimumShare => known.Count >= query.Coverage.MinimumShare * all.Count,
                            _ => true,
                        };
                        var value = known.Count > 0 && isEnough ? $"{known.Sum(one => one!.Value.Value!.Value)}" : known.Count == 0 && suppressed ? "Q" : "-";
                        yield return $"{Label(area, areas)} {Label(counterpart, counterparts)} {Label(sex, sexes)} {year} {value} {known.Count}/{all.Count}";
                    }
                }
            }
        }
    }

    private static string Label(string code, string[]? parts) => parts is null ? code : string.Join('+', parts);

    private static string Describe(SeriesKey key, AggregateObservation one)
    {
        var value = one.Observation.Value is { } known ? $"{known}" : one.Observation.Status == 'Q' ? "Q" : "-";
        return $"{key.RefArea} {key.CounterpartArea} {key.Sex} {one.Observation.Period} {value} {one.Included}/{one.Expected}";
    }

    public sealed class Published(PostgresCluster cluster) : IAsyncLifetime
    {
        private readonly ExchangeWithoutContentRules _exchange = new(cluster);

        public ServerUnderTest Server => _exchange.Server;

        public async ValueTask InitializeAsync()
        {
            await _exchange.InitializeAsync();
            var dice = new Dice(Gen.Sample(Dice.Any.Generator, 1)[0]);
            foreach (var (area, provider) in Providers)
            {
                var series =
                    from counterpart in Counterparts
                    where counterpart != area
                    from sex in Sexes
                    let key = new SeriesKey { Freq = "A", Indicator = "MIG_IMM_TOT", RefArea = area, CounterpartArea = counterpart, Sex = sex }
                    let observations = Enumerable.Range(2015, 4).Where(_ => !dice.Once(4)).Select(year => dice.Next(8) switch
                    {
                        0 => new Observation(TimePeriod.Parse($"{year}"), null, 'L'),
                        1 => new Observation(TimePeriod.Parse($"{year}"), 20 + dice.Next(1000), 'A', 'C'),
                        _ => new Observation(TimePeriod.Parse($"{year}"), 20 + dice.Next(1000)),
                    }).ToList()
                    where observations.Count > 0
                    select Append(Series(key, observations));
                var office = Server.As(provider).Client;
                await office.PublishAsync(provider, series.ToList());
            }
        }

        public ValueTask DisposeAsync() => _exchange.DisposeAsync();
    }
}
