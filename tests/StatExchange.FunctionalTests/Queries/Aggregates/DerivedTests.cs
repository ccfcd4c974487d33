using StatExchange.Client;
using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.V1;
using static StatExchange.FunctionalTests.Infrastructure.Figures;

namespace StatExchange.FunctionalTests.Queries.Aggregates;

/// <summary>Indicators calculated from others: rates, shares, balances.</summary>
public sealed class DerivedTests(DerivedTests.Published published) : IClassFixture<DerivedTests.Published>
{
    private StatExchangeClient Client => published.Exchange.Client;

    [Fact]
    public async Task A_balance_is_the_difference_and_a_rate_relates_it_to_the_population()
    {
        Assert.Equal(
            ["AM/RU 2016=-40 1/1 2017=O 0/1 NotReported:", "AM/_T 2016=-50 1/1", "KZ/_T 2016=100 1/1"], await ReadAsync(Derive("MIG_NET_TOT")));

        // 1000 × (50 − 100) / 3000, and 1000 × (300 − 200) / 18000. There is no population by counterpart: that of all stands for it.
        Assert.Equal(["AM/RU 2016=-13.33 1/1 2017=O 0/1 NotReported:", "AM/_T 2016=-16.67 1/1", "KZ/_T 2016=5.56 1/1"], await ReadAsync(Derive("DEM_NETMIG_RATE")));
    }

    [Fact]
    public async Task Over_a_group_it_is_made_of_the_members_that_have_all_its_figures()
    {
        var query = Derive("DEM_NETMIG_RATE") with { Figures = Derive("DEM_NETMIG_RATE").Figures.Where("COUNTERPART_AREA", "_T") };

        // 1000 × (350 − 300) / 21000; Kyrgyzstan has no population.
        Assert.Equal(["AM+KZ+KG/_T 2016=2.38 2/3 NotReported:KG"], await ReadAsync(query.Over("REF_AREA", "AM", "KZ", "KG")));
        var aggregate = (await Client.ReadAsync(query.Over("REF_AREA", "AM", "KZ", "KG"))).Single();
        Assert.Equal(("DEM_NETMIG_RATE", "PER_1000", 2, "A"), (aggregate.Series.Key.Indicator, aggregate.Series.UnitMeasure, aggregate.Series.Decimals, aggregate.Series.Key.Freq));
        Assert.Equal(["AM+KZ+KG/_T 2016=O 2/3 NotReported:KG"], await ReadAsync(query.Over("REF_AREA", "AM", "KZ", "KG") with { Coverage = new CoverageRule { Policy = CoveragePolicy.Complete } }));
    }

    [Fact]
    public async Task Fixed_dimensions_are_of_the_formula_and_not_of_the_result()
    {
        var aggregates = await Client.ReadAsync(Derive("ASY_RECOG_RATE"));

        // Quarters are put together first: 100 × (30 + 20) / 200.
        Assert.Equal("SE/SY 2016=25.0 1/1", Text(Assert.Single(aggregates)));
        Assert.Equal("_Z", aggregates[0].Series.Key.Decision);
    }

    [Fact]
    public async Task What_the_formula_fixes_can_be_neither_selected_nor_put_together()
    {
        Assert.Equal(ErrorReason.RequestInvalid, await ReasonAsync(Derive("ASY_RECOG_RATE").Over("DECISION", "GENCONV", "COMPL")));
        Assert.Equal(ErrorReason.RequestInvalid, await ReasonAsync(Derive("ASY_RECOG_RATE").Over("DECISION", "_T")));
        Assert.Equal(ErrorReason.RequestInvalid, await ReasonAsync(Derive("ASY_RECOG_RATE") with { Figures = new SeriesQuery().Where("DECISION", "REJ") }));
    }

    [Fact]
    public async Task Each_term_says_whose_it_is_what_is_said_of_it_and_whether_it_is_missing()
    {
        var rate = Assert.Single(await Client.ReadAsync(Derive("ASY_APPL_RATE")));
        Assert.Equal(("AM/SY 2016=2.000 1/1 2017=O 0/1 NotReported:", ""), (Text(rate), rate.Series.Key.DataProvider));
        Assert.Equal(["AM.ARMSTAT", "UN.UNHCR"], rate.Providers.Order(StringComparer.Ordinal));
        Assert.Equal(
            ["ASY_APPL_TOT Included UN.UNHCR From registrations", "CTX_POP_TOT Included AM.ARMSTAT ", "ASY_APPL_TOT Included UN.UNHCR ", "CTX_POP_TOT NotReported  "],
            rate.Observations().SelectMany(one => one.Parts.Single().Terms).Select(term => $"{term.Name} {term.State} {term.Provider} {term.Comments?["en"]}"));

        // Over a group, by the part and the term.
        var query = Derive("MIG_NET_TOT") with { Figures = Derive("MIG_NET_TOT").Figures.Where("COUNTERPART_AREA", "_T") };
        var balance = Assert.Single(await Client.ReadAsync(query.Over("REF_AREA", "AM", "KG"))).Observations().Single();
        Assert.Equal(
            ["AM", "KG MIG_IMM_TOT"],
            balance.Parts.Select(part => string.Join(' ', part.TermsAtFault.Select(term => term.Name).Prepend(part.Name))));
    }

    [Fact]
    public async Task Units_are_those_of_the_figures_and_flags_those_of_all_parts()
    {
        // 5 millions of 1,000 millions; the estimate of one makes the share one.
        Assert.Equal(["TJ/_T 2016=0.50E 1/1"], await ReadAsync(Derive("REM_GDP") with { Figures = Derive("REM_GDP").Figures.Where("REF_AREA", "TJ") }));
    }

    [Fact]
    public async Task Nothing_is_divided_by_zero_and_nothing_hidden_is_used()
    {
        Assert.Equal(["TM/_T 2016=Q 0/1 Suppressed:", "UZ/_T 2016=O 1/1"], await ReadAsync(Derive("REM_GDP") with { Figures = Derive("REM_GDP").Figures.Where("REF_AREA", "UZ", "TM") }, asNobody: true));
        Assert.Equal(["TM/_T 2016=1.00 1/1"], await ReadAsync(Derive("REM_GDP") with { Figures = Derive("REM_GDP").Figures.Where("REF_AREA", "TM") }, organisation: "TM.STAT"));
    }

    [Fact]
    public async Task What_is_not_defined_or_contradicts_itself_is_refused()
    {
        Assert.Equal(ErrorReason.IndicatorNotFound, await ReasonAsync(Derive("MIG_NET_TOTAL")));
        Assert.Equal(ErrorReason.RequestInvalid, await ReasonAsync(Derive("MIG_NET_TOT") with { Figures = new SeriesQuery().Where("INDICATOR", "MIG_IMM_TOT") }));
        Assert.Equal(ErrorReason.RequestInvalid, await ReasonAsync(Derive("MIG_NET_TOT").Over("REF_AREA", "AM") with { ExcludesIntraGroupFlows = true }));
        Assert.Equal(ErrorReason.AggregationForbidden, await ReasonAsync(Derive("DEM_NETMIG_RATE").Over("COUNTERPART_AREA", "RU", "CN")));
        var indicators = await Client.ListDerivedIndicatorsAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["MIG_IMM_TOT", "MIG_EMI_TOT", "CTX_POP_TOT"], indicators.Single(indicator => indicator.Code == "DEM_NETMIG_RATE").Indicators);
    }

    private static AggregateQuery Derive(string indicator) => new(new SeriesQuery()) { DerivedIndicator = indicator };

    private static string Text(Aggregate aggregate) => $"{aggregate.Series.Key.RefArea}/{aggregate.Series.Key.CounterpartArea} {Aggregated.Text(aggregate)}";

    private async Task<IEnumerable<string>> ReadAsync(AggregateQuery query, bool asNobody = false, string organisation = "")
    {
        var client = asNobody ? published.Exchange.Server.AsNobody().Client : organisation.Length > 0 ? published.Exchange.Server.As(organisation).Client : Client;
        return (await client.ReadAsync(query)).Select(Text).Order(StringComparer.Ordinal);
    }

    private async Task<ErrorReason> ReasonAsync(AggregateQuery query) => (await Assert.ThrowsAsync<StatExchangeException>(() => Client.ReadAsync(query))).Reason;

    public sealed class Published(PostgresCluster cluster) : IAsyncLifetime
    {
        internal ExchangeWithoutContentRules Exchange { get; } = new(cluster);

        public async ValueTask InitializeAsync()
        {
            await Exchange.InitializeAsync();
            var client = Exchange.Client;
            await client.PublishAsync(
                "AM.ARMSTAT", Append(Series(Key("MIG_IMM_TOT", "AM", "_T"), At("2016", 50m))), Append(Series(Key("MIG_EMI_TOT", "AM", "_T"), At("2016", 100m))),
                Append(Series(Key("MIG_IMM_TOT", "AM", "RU"), At("2016", 20m), At("2017", 20m))), Append(Series(Key("MIG_EMI_TOT", "AM", "RU"), At("2016", 60m))),
                Append(Series(Key("CTX_POP_TOT", "AM", ""), At("2016", 3000m))));
            await client.PublishAsync(
                "KZ.BNS", Append(Series(Key("MIG_IMM_TOT", "KZ", "_T"), At("2016", 300m))), Append(Series(Key("MIG_EMI_TOT", "KZ", "_T"), At("2016", 200m))),
                Append(Series(Key("CTX_POP_TOT", "KZ", ""), At("2016", 18_000m))));
            await client.PublishAsync("UN.UNHCR", Append(Series(Key("ASY_APPL_TOT", "AM", "SY"), At("2016", 6m, comment: "From registrations"), At("2017", 7m))));
            await client.PublishAsync("KG.NSC", Append(Series(Key("MIG_EMI_TOT", "KG", "_T"), At("2016", 7m))));
            await client.PublishAsync(
                "SE.SCB", Append(Series(Decided("GENCONV", "A"), At("2016", 30m))), Append(Series(Decided("COMPL", "A"), At("2016", 20m))),
                Append(Series(Decided("_T", "Q"), At("2016-Q1", 50m), At("2016-Q2", 50m), At("2016-Q3", 50m), At("2016-Q4", 50m))));
            await client.PublishAsync("TJ.TAJSTAT", Append(Series(Key("REM_IN", "TJ", "_T"), At("2016", 5m, 'E'))), Append(Series(Key("CTX_GDP_USD", "TJ", ""), At("2016", 1000m))));
            await client.PublishAsync("UZ.STAT", Append(Series(Key("REM_IN", "UZ", "_T"), At("2016", 5m))), Append(Series(Key("CTX_GDP_USD", "UZ", ""), At("2016", 0m))));
            await client.PublishAsync(
                "TM.STAT", Append(Series(Key("REM_IN", "TM", "_T"), new Observation(TimePeriod.Parse("2016"), 10m, 'A', 'C'))),
                Append(Series(Key("CTX_GDP_USD", "TM", ""), At("2016", 1000m))));
        }

        public ValueTask DisposeAsync() => Exchange.DisposeAsync();

        private static SeriesKey Decided(string decision, string freq)
        {
            var key = Key("ASY_DEC_FIRST", "SE", "SY", freq);
            key.Decision = decision;
            return key;
        }
    }
}
