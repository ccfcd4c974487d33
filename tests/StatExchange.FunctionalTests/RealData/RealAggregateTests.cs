using StatExchange.Client;
using StatExchange.FunctionalTests.Queries.Aggregates;
using StatExchange.FunctionalTests.Queries.Mirrors;
using StatExchange.V1;

namespace StatExchange.FunctionalTests.RealData;

/// <summary>The real figures put together, and what the aggregates say of their gaps.</summary>
[Collection(nameof(RealSources))]
public sealed class RealAggregateTests(RealDataFixture data)
{
    private StatExchangeClient Client => data.Exchange.Client;

    [Fact]
    public async Task The_three_sources_on_visits_from_China_to_Kazakhstan_stand_side_by_side_with_their_notes()
    {
        var query = new MirrorQuery(new SeriesQuery { StartPeriod = "2017", EndPeriod = "2017" }
            .Where("INDICATOR", "TOUR_DEP", "BRD_EXIT_TOT").Where("REF_AREA", "CN").Where("COUNTERPART_AREA", "KZ"));
        var mirrors = (await Client.ReadAsync(query)).ToDictionary(mirror => mirror.Key.Indicator, mirror => mirror.Comparisons().Single());
        Assert.Equal((200_000m, 94_000m), (mirrors["TOUR_DEP"].Reported, mirrors["TOUR_DEP"].Mirrored));
        Assert.Equal((null, 94_817m, PartState.NotReported), (mirrors["BRD_EXIT_TOT"].Reported, mirrors["BRD_EXIT_TOT"].Mirrored, mirrors["BRD_EXIT_TOT"].Observation.Reported.State));
        Assert.Equal((false, null), (mirrors["TOUR_DEP"].Passes, mirrors["BRD_EXIT_TOT"].Passes));
        Assert.All([mirrors["TOUR_DEP"].Observation.Reported, mirrors["TOUR_DEP"].Observation.Mirrored], figure => Assert.NotEmpty(figure.Comment));
    }

    [Theory]
    [InlineData("CTX_LF_TOT", "2017=30833.4 5/5")]
    [InlineData("CTX_UNEMP_TOT", "2016=155.800 1/5 NotReported:KG,KZ,TM,UZ 2017=1698.500 4/5 NotReported:TJ")]
    [InlineData("CTX_EMP_RATE", "2017=O 0/5 WithoutValue:TM WeightMissing:KG,KZ,TJ,UZ")]
    public async Task Central_Asia_states_the_gaps_of_Turkmenistan_and_the_year_of_Tajikistan(string indicator, string expected)
    {
        var aggregate = Assert.Single(await Client.ReadAsync(new AggregateQuery(
            new SeriesQuery { StartPeriod = "2016", EndPeriod = "2017" }.Where("INDICATOR", indicator)).OverMembersOf("REF_AREA", "CENTRAL_ASIA")));
        Assert.Equal(expected, Aggregated.Text(aggregate));
        var notes = aggregate.Observations().SelectMany(one => one.Parts.Where(part => part.Comments is not null).Select(part => $"{part.Name} {part.Comments!.Values.First()}"));
        Assert.Contains(notes, note => note.StartsWith(indicator == "CTX_UNEMP_TOT" ? "TJ asterisk" : "TM", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Asylum_seekers_in_the_European_Union_are_those_of_its_members_of_each_year()
    {
        string[] members = [.. (await Client.ListAreaGroupsAsync(cancellationToken: TestContext.Current.CancellationToken)).Single(group => group.Code == "EU").Members.Select(member => member.Area).Distinct()];
        var applications = await UnhcrSource.ApplicationsAsync("N", "R", "NR", "V");
        var query = new AggregateQuery(new SeriesQuery { StartPeriod = "2014" }.Where("INDICATOR", "ASY_APPL_TOT").Where("DATA_PROVIDER", "UN.UNHCR"));

        // As their provider: the public is not shown small counts.
        var aggregates = await data.Exchange.Server.As("UN.UNHCR").Client.ReadAsync(query.OverMembersOf("REF_AREA", "EU"));

        // Croatia has been a member since 2013, so that of all these years only the United Kingdom's leaving counts.
        var expected = applications.Where(entry => entry.Key.Year >= 2014 && members.Contains(entry.Key.Asylum) && (entry.Key.Asylum != "GB" || entry.Key.Year < 2020))
            .GroupBy(entry => (entry.Key.Origin, entry.Key.Year)).Select(group => $"{group.Key.Origin} {group.Key.Year} {group.Sum(entry => entry.Value)} {group.Count()}");
        var actual = aggregates.SelectMany(aggregate => aggregate.Observations().Select(one =>
            $"{aggregate.Series.Key.CounterpartArea} {one.Observation.Period} {one.Observation.Value} {one.Included}"));
        Assert.Equal(expected.Order(StringComparer.Ordinal), actual.Order(StringComparer.Ordinal));
        Assert.All(aggregates, aggregate => Assert.All(aggregate.Observations(), one =>
        {
            // Nobody seeks asylum from a state in it.
            var (origin, year) = (aggregate.Series.Key.CounterpartArea, one.Observation.Period.FirstDay.Year);
            Assert.Equal((year < 2020 ? 28 : 27) - (members.Contains(origin) && (origin != "GB" || year < 2020) ? 1 : 0), one.Expected);
        }));
    }

    [Fact]
    public async Task Recognition_rates_are_what_the_decisions_say_of_each_member_and_of_the_union()
    {
        string[] members = [.. (await Client.ListAreaGroupsAsync(cancellationToken: TestContext.Current.CancellationToken)).Single(group => group.Code == "EU").Members.Select(member => member.Area).Distinct()];
        var decisions = (await UnhcrSource.FirstDecisionsAsync()).Where(entry => members.Contains(entry.Key.Asylum) && entry.Key.Origin == "SY" && entry.Key.Year >= 2014).ToList();
        var query = new AggregateQuery(new SeriesQuery { StartPeriod = "2014" }.Where("DATA_PROVIDER", "UN.UNHCR").Where("COUNTERPART_AREA", "SY")) { DerivedIndicator = "ASY_RECOG_RATE" };
        var client = data.Exchange.Server.As("UN.UNHCR").Client;

        var states = await client.ReadAsync(query with { Figures = query.Figures.WhereMemberOf("REF_AREA", "EU") });
        Assert.Equal(
            decisions.Where(entry => entry.Key.Asylum != "GB" || entry.Key.Year < 2020).Select(entry => $"{entry.Key.Asylum} {entry.Key.Year} {Rate(entry.Value)}").Order(StringComparer.Ordinal),
            Text(states).Order(StringComparer.Ordinal));
        var union = Assert.Single(await client.ReadAsync(query.OverMembersOf("REF_AREA", "EU")));
        Assert.Equal(
            decisions.Where(entry => entry.Key.Asylum != "GB" || entry.Key.Year < 2020).GroupBy(entry => entry.Key.Year).OrderBy(group => group.Key)
                .Select(group => $"EU {group.Key} {Rate((group.Sum(entry => entry.Value.Positive), group.Sum(entry => entry.Value.All)))}"),
            Text([union]));

        static string Rate((long Positive, long All) decided) => decided.All == 0 ? "" : $"{decimal.Round(100m * decided.Positive / decided.All, 1, MidpointRounding.AwayFromZero):0.0}";
        static IEnumerable<string> Text(IEnumerable<Aggregate> aggregates) => aggregates.SelectMany(aggregate => aggregate.Observations().Select(one =>
            $"{aggregate.Series.Key.RefArea} {one.Observation.Period} {one.Observation.Value:0.0}"));
    }
}
