using Grpc.Core;
using StatExchange.Client;
using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.V1;
using static StatExchange.FunctionalTests.Infrastructure.Figures;

namespace StatExchange.FunctionalTests.Queries.Aggregates;

/// <summary>What figures put together are, and what they say of their parts.</summary>
public sealed class AggregateTests(AggregateTests.Published published) : IClassFixture<AggregateTests.Published>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private StatExchangeClient Client => published.Client;

    [Fact]
    public async Task Members_count_while_they_are_members_and_those_missing_are_named()
    {
        // The union began on 1 January 2015; Armenia joined a day later, Kyrgyzstan in August.
        Assert.Equal(
            "2015=13 3/5 NotReported:BY,RU 2016=24 2/5 NotReported:BY,RU WithoutValue:KG",
            await Client.ReadTextAsync(Entries().OverMembersOf("REF_AREA", "EAEU")));
        var aggregate = Assert.Single(await Client.ReadAsync(Entries().OverMembersOf("REF_AREA", "EAEU")));
        Assert.Equal(("EAEU", "CN", "A", "EVENT"), (aggregate.Series.Key.RefArea, aggregate.Series.Key.CounterpartArea, aggregate.Series.Key.Freq, aggregate.Series.UnitMeasure));
        Assert.Empty(aggregate.Series.Key.DataProvider);
        Assert.Equal([false, false], aggregate.Coverage.Select(coverage => coverage.IsComplete));
        Assert.Equal(0.6, aggregate.Coverage[0].Share);
        Assert.Equal("KG.NSC", aggregate.Observations().First().Parts.Single(part => part.Name == "KG").Provider);
    }

    [Fact]
    public async Task A_state_that_left_is_no_member_any_more()
    {
        var query = new AggregateQuery(new SeriesQuery().Where("INDICATOR", "BRD_ENTRY_TOT").Where("COUNTERPART_AREA", "UA").Where("FREQ", "A"));
        var aggregate = Assert.Single(await Client.ReadAsync(query.OverMembersOf("REF_AREA", "EU")));
        Assert.Equal(["2019=30 2/28", "2020=20 1/27"], aggregate.Observations().Select(one => $"{one.Observation.Period}={one.Observation.Value} {one.Included}/{one.Expected}"));
        var gone = aggregate.Parts.Index().Single(part => part.Item.Codes[0] == "GB").Index;
        Assert.Equal([PartState.Included, PartState.NotMember], aggregate.Coverage.Select(coverage => coverage.States[gone]));
    }

    [Fact]
    public async Task Areas_of_a_list_are_put_together_under_all_their_codes()
    {
        var aggregate = Assert.Single(await Client.ReadAsync(Entries().Over("REF_AREA", "KZ", "AM")));
        Assert.Equal("KZ+AM", aggregate.Series.Key.RefArea);
        Assert.Equal("2014=102 2/2 2015=11 2/2 2016=24 2/2", Aggregated.Text(aggregate));
        Assert.All(aggregate.Coverage, coverage => Assert.True(coverage.IsComplete));
    }

    [Fact]
    public async Task Rates_are_averaged_by_their_weight()
    {
        var rates = new AggregateQuery(new SeriesQuery().Where("INDICATOR", "CTX_UNEMP_RATE"));
        Assert.Equal("2017=17.50 2/2 2018=11.00 1/2 WeightMissing:TM", await Client.ReadTextAsync(rates.Over("REF_AREA", "AM", "TM") with { Figures = rates.Figures with { StartPeriod = "2017" } }));
        var coverage = (await Client.ReadAsync(rates.Over("REF_AREA", "AM", "TM", "TJ"))).Single().Coverage;
        Assert.Equal((0.14, true), (Math.Round(coverage[0].Share, 3), coverage[0].HasShare));
        Assert.False(coverage[1].HasShare);
    }

    [Fact]
    public async Task What_the_catalogue_forbids_is_refused_by_name_or_left_out_and_said()
    {
        var named = await FailureAsync(new AggregateQuery(new SeriesQuery().Where("INDICATOR", "POL_MIG_SCORE", "BRD_ENTRY_TOT")).Over("REF_AREA", "AM"));
        Assert.Equal((ErrorReason.AggregationForbidden, "POL_MIG_SCORE", "REF_AREA"), (named.Reason, named.Metadata["indicators"], named.Metadata["concept"]));
        var dimension = await FailureAsync(new AggregateQuery(new SeriesQuery().Where("INDICATOR", "BRD_ENTRY_TOT")).Over("SEX", "F", "M"));
        Assert.Contains("not broken down by SEX", dimension.Message, StringComparison.Ordinal);
        await using var answer = await Client.QueryAggregatesAsync(new AggregateQuery(new SeriesQuery()).Over("REF_AREA", "AM"), Cancellation);
        Assert.Contains("POL_MIG_SCORE", answer.Forbidden.Select(one => one.Indicator));
        Assert.DoesNotContain("BRD_ENTRY_TOT", answer.Forbidden.Select(one => one.Indicator));
        Assert.DoesNotContain("POL_MIG_SCORE", await answer.ReadAggregatesAsync(Cancellation).Select(aggregate => aggregate.Series.Key.Indicator).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task Months_make_quarters_and_years_of_flows_by_their_sum()
    {
        var monthly = new AggregateQuery(new SeriesQuery().Where("INDICATOR", "ASY_APPL_TOT"));
        Assert.Equal("2017-Q1=60 1/1 2017-Q2=40 1/1 Incomplete:", await Client.ReadTextAsync(monthly with { Frequency = "Q" }));
        Assert.Equal("2017=100 1/1 Incomplete: 2018=70 1/1", await Client.ReadTextAsync(monthly with { Frequency = "A" }));
        Assert.Equal("2017=O 1/1 Incomplete: 2018=70 1/1", await Client.ReadTextAsync(monthly with { Frequency = "A", Coverage = new CoverageRule { Policy = CoveragePolicy.Complete } }));
        Assert.Equal("2018=70 1/1 | 2017-01=10 1/1 2017-02=20 1/1 2017-03=30 1/1 2017-04=40 1/1", await Client.ReadTextAsync(monthly));
    }

    [Fact]
    public async Task Quarters_make_years_of_stocks_by_the_last()
    {
        var quarterly = new AggregateQuery(new SeriesQuery().Where("INDICATOR", "STK_FOR_CTZ")) { Frequency = "A" };
        Assert.Equal("2017=40 1/1 2018=20 1/1 Incomplete:", await Client.ReadTextAsync(quarterly));
    }

    [Fact]
    public async Task The_provider_is_the_primary_one_or_the_first_of_an_order_or_each()
    {
        var query = new AggregateQuery(new SeriesQuery().Where("INDICATOR", "TOUR_ARR"));
        var primary = Assert.Single(await Client.ReadAsync(query));
        Assert.Equal("2016=10 1/1 2017=11 1/1 2018=92 1/1 2019=O 0/1 ProviderAmbiguous:", Aggregated.Text(primary));
        Assert.Equal(["KZ.BNS", "KZ.BNS", "KZ.MNE", ""], primary.Observations().Select(one => one.Parts[0].Provider));
        Assert.Equal("2016=90 1/1 2017=11 1/1 2018=92 1/1 2019=93 1/1", await Client.ReadTextAsync(query.PreferringProviders("KZ.MNE", "KZ.BNS")));
        var each = await Client.ReadAsync(query.OfEachProvider());
        Assert.Equal(["KZ.BNS 2016=10 1/1 2017=11 1/1", "KZ.BORDER 2019=5 1/1", "KZ.MNE 2016=90 1/1 2018=92 1/1 2019=93 1/1"],
            each.Select(one => $"{one.Series.Key.DataProvider} {Aggregated.Text(one)}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Who_reports_on_the_area_comes_before_who_reports_on_all() => Assert.Equal(
        "2016=7 1/1", await Client.ReadTextAsync(new AggregateQuery(new SeriesQuery().Where("INDICATOR", "TOUR_DEP"))));

    [Fact]
    public async Task Policies_withhold_what_covers_too_little()
    {
        var query = Entries().OverMembersOf("REF_AREA", "EAEU");
        Assert.Equal(["2015=O", "2016=O"], await ValuesAsync(query with { Coverage = new CoverageRule { Policy = CoveragePolicy.Complete } }));
        Assert.Equal(["2015=13", "2016=O"], await ValuesAsync(query with { Coverage = new CoverageRule { Policy = CoveragePolicy.MinimumShare, MinimumShare = 0.5 } }));
        Assert.Equal(["2015=13", "2016=26E"], await ValuesAsync(query with
        {
            Coverage = new CoverageRule { Policy = CoveragePolicy.MinimumShare, MinimumShare = 0.5, CarryForwardPeriods = 1 },
        }));

        // Of the weight of three members nothing is known.
        Assert.Equal(["2015=O", "2016=O"], await ValuesAsync(query with
        {
            Coverage = new CoverageRule { Policy = CoveragePolicy.MinimumShare, MinimumShare = 0.1, WeightIndicator = "CTX_POP_TOT" },
        }));
        Assert.Contains("CarriedForward:KG", await Client.ReadTextAsync(query with { Coverage = new CoverageRule { CarryForwardPeriods = 1 } }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Movements_within_the_group_are_left_out()
    {
        var emigrants = new AggregateQuery(new SeriesQuery().Where("INDICATOR", "MIG_EMI_TOT")) { ExcludesIntraGroupFlows = true };

        // Armenia 100, of which 30 to Kazakhstan; Kazakhstan 200, of which 50 to Armenia.
        var totals = emigrants with { Figures = emigrants.Figures.Where("COUNTERPART_AREA", "_T") };
        Assert.Equal("2016=220 2/2 2017=290 2/2 Incomplete:AM", await Client.ReadTextAsync(totals.Over("REF_AREA", "AM", "KZ")));
        Assert.Equal("2016=300 2/2 2017=320 2/2", await Client.ReadTextAsync((totals with { ExcludesIntraGroupFlows = false }).Over("REF_AREA", "AM", "KZ")));
        Assert.Equal(
            "2016=70 2/2 2017=1 1/2 NotReported:KZ/RU",
            await Client.ReadTextAsync(emigrants.Over("REF_AREA", "AM", "KZ").Over("COUNTERPART_AREA", "AM", "KZ", "RU")));
    }

    [Fact]
    public async Task Knows_what_was_known_at_a_release()
    {
        var query = Entries().Over("REF_AREA", "KZ", "AM");
        Assert.Equal("2014=2 1/2 NotReported:KZ 2015=1 1/2 NotReported:KZ 2016=4 1/2 NotReported:KZ", await Client.ReadTextAsync(query with { Figures = query.Figures.AsOfRelease(published.First) }));
        Assert.Equal("", await Client.ReadTextAsync(query with { Figures = query.Figures.AsOfRelease(0) }));
    }

    [Fact]
    public async Task The_periods_of_the_selection_are_those_of_the_aggregates()
    {
        var query = Entries().Over("REF_AREA", "KZ", "AM");
        Assert.Equal("2015=11 2/2", await Client.ReadTextAsync(query with { Figures = query.Figures with { StartPeriod = "2015", EndPeriod = "2015" } }));
        Assert.Equal("2016=24 2/2", await Client.ReadTextAsync(query with { Figures = query.Figures with { LastObservations = 1 } }));
    }

    [Theory]
    [InlineData("INDICATOR", "BRD_ENTRY_TOT")]
    [InlineData("REF_AREA", "_T,AM")]
    [InlineData("REF_AREA", "EU,DE")]
    [InlineData("AGE", "Y_LT18,Y_LT15")]
    [InlineData("AGE", "Y15T64,Y_GE15")]
    [InlineData("REF_AREA", "")]
    public async Task What_would_count_twice_or_makes_no_sense_is_refused(string concept, string codes) =>
        Assert.Equal(ErrorReason.RequestInvalid, (await FailureAsync(new AggregateQuery(new SeriesQuery()).Over(concept, codes.Split(',', StringSplitOptions.RemoveEmptyEntries)))).Reason);

    [Fact]
    public async Task The_total_and_a_group_would_count_twice_and_rates_have_no_flows_to_take_off()
    {
        Assert.Equal(ErrorReason.RequestInvalid, (await FailureAsync(Entries().Over("REF_AREA", "_T").OverMembersOf("REF_AREA", "EAEU"))).Reason);
        var rates = new AggregateQuery(new SeriesQuery().Where("INDICATOR", "RET_RATE")) { ExcludesIntraGroupFlows = true };
        Assert.Equal(ErrorReason.AggregationForbidden, (await FailureAsync(rates.OverMembersOf("REF_AREA", "EAEU"))).Reason);
    }

    [Fact]
    public async Task Weights_are_found_also_where_a_named_order_has_none()
    {
        var query = new AggregateQuery(new SeriesQuery { StartPeriod = "2016", EndPeriod = "2016" }.Where("INDICATOR", "TOUR_ARR")) { Coverage = new CoverageRule { WeightIndicator = "CTX_POP_TOT" } };
        Assert.Equal("2016=90 1/1", await Client.ReadTextAsync(query.PreferringProviders("KZ.MNE").Over("REF_AREA", "KZ")));
        Assert.Equal(1, Assert.Single((await Client.ReadAsync(query.PreferringProviders("KZ.MNE").Over("REF_AREA", "KZ"))).Single().Coverage).Share);
    }

    [Fact]
    public async Task A_stream_cut_after_any_message_resumes_without_loss_or_repetition()
    {
        var request = new StreamAggregatesRequest
        {
            Selection = new Selection { Filters = { new DimensionFilter { Concept = "INDICATOR", Codes = { "MIG_IMM_TOT" } } } },
            Dimensions = { new AggregatedDimension { Concept = "REF_AREA", Codes = { "AM", "AT", "BE", "BG", "BY", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GE", "KZ" } } },
        };
        var whole = await MessagesAsync(request);
        Assert.True(whole.Count > 2, $"{whole.Count}");
        foreach (var (index, message) in whole.Index())
        {
            request.ResumeToken = message.ResumeToken;
            Assert.Equal(Keys(whole.Skip(index + 1)), Keys(await MessagesAsync(request)));
        }

        request.Dimensions[0].Codes.RemoveAt(1);
        Assert.Equal("RESUME_TOKEN_INVALID", (await Office.FailureAsync(() => MessagesAsync(request))).Reason);

        static IEnumerable<string> Keys(IEnumerable<StreamAggregatesResponse> messages) => messages.SelectMany(one => one.Aggregates).Select(one => one.Series.Key.CounterpartArea);
    }

    [Fact]
    public async Task Unknown_codes_of_the_parts_are_named()
    {
        var failure = await FailureAsync(new AggregateQuery(new SeriesQuery()).Over("REF_AREA", "AM", "Armenia"));
        Assert.Equal((ErrorReason.UnknownCode, "REF_AREA=Armenia"), (failure.Reason, failure.Metadata["codes"]));
    }

    private async Task<List<StreamAggregatesResponse>> MessagesAsync(StreamAggregatesRequest request)
    {
        using var call = published.Server.Queries.StreamAggregates(request, cancellationToken: Cancellation);
        return await call.ResponseStream.ReadAllAsync(Cancellation).ToListAsync(Cancellation);
    }

    private static AggregateQuery Entries() =>
        new(new SeriesQuery().Where("INDICATOR", "BRD_ENTRY_TOT").Where("COUNTERPART_AREA", "CN").Where("FREQ", "A"));

    private static Task<StatExchangeException> FailureAsync(Func<Task> call) => Assert.ThrowsAsync<StatExchangeException>(call);

    private Task<StatExchangeException> FailureAsync(AggregateQuery query) => FailureAsync(() => Client.ReadAsync(query));

    private async Task<IEnumerable<string>> ValuesAsync(AggregateQuery query) =>
        (await Client.ReadAsync(query)).Single().Series is { } series ? Figures.Text(series).Split(' ') : [];

    public sealed class Published(PostgresCluster cluster) : IAsyncLifetime
    {
        private readonly ExchangeWithoutContentRules _exchange = new(cluster);

        public StatExchangeClient Client => _exchange.Client;

        public ServerUnderTest Server => _exchange.Server;

        public long First { get; private set; }

        public async ValueTask InitializeAsync()
        {
            await _exchange.InitializeAsync();
            First = (await Client.PublishAsync("AM.ARMSTAT", Append(Series(Key(refArea: "AM"), At("2014", 2m), At("2015", 1m), At("2016", 4m))))).ReleaseId;
            await Client.PublishAsync("KZ.BORDER", Append(Series(Key(refArea: "KZ"), At("2014", 100m), At("2015", 10m), At("2016", 20m))));
            await Client.PublishAsync("KG.NSC", Append(Series(Key(refArea: "KG"), At("2014", 1000m), At("2015", 2m), At("2016", null, 'L'))));
            await Client.PublishAsync("GB.ONS", Append(Series(Key(refArea: "GB", counterpart: "UA"), At("2019", 10m), At("2020", 1000m))));
            await Client.PublishAsync("DE.DESTATIS", Append(Series(Key(refArea: "DE", counterpart: "UA"), At("2019", 20m), At("2020", 20m))));
            await Client.PublishAsync(
                "TJ.TAJSTAT", Append(Series(Key("CTX_LF_TOT", "TJ", ""), At("2017", 2460.2m))));
            await Client.PublishAsync("TM.STAT", Append(Series(Key("CTX_LF_TOT", "TM", ""), At("2017", 300m))), Append(Series(Key("CTX_UNEMP_RATE", "TM", ""), At("2017", 20.0m), At("2018", 30.0m))));
            await Client.PublishAsync(
                "AM.ARMSTAT", Append(Series(Key("CTX_UNEMP_RATE", "AM", ""), At("2017", 10.0m), At("2018", 11.0m))),
                Append(Series(Key("CTX_LF_TOT", "AM", ""), At("2017", 100m), At("2018", 100m))));
            await Client.PublishAsync("SE.SCB", Append(Series(
                Key("ASY_APPL_TOT", "SE", "SY", "M"), At("2017-01", 10m), At("2017-02", 20m), At("2017-03", 30m), At("2017-04", 40m))),
                Append(Series(Key("ASY_APPL_TOT", "SE", "SY"), At("2018", 70m))),
                Append(Series(Key("STK_FOR_CTZ", "SE", "SY", "Q"), At("2017-Q3", 30m), At("2017-Q4", 40m), At("2018-Q1", 10m), At("2018-Q2", 20m))));
            await Client.PublishAsync("KZ.BNS", Append(Series(Key("TOUR_ARR"), At("2016", 10m), At("2017", 11m))), Append(Series(Key("CTX_POP_TOT", "KZ", ""), At("2016", 18_000m))));
            await Client.PublishAsync("KZ.MNE", Append(Series(Key("TOUR_ARR"), At("2016", 90m), At("2018", 92m), At("2019", 93m))));
            await Client.PublishAsync("KZ.BORDER", Append(Series(Key("TOUR_ARR"), At("2019", 5m))));
            await Client.PublishAsync(
                "AM.ARMSTAT", Append(Series(Key("MIG_EMI_TOT", "AM", "_T"), At("2016", 100m), At("2017", 120m))), Append(Series(Key("MIG_EMI_TOT", "AM", "KZ"), At("2016", 30m))),
                Append(Series(Key("MIG_EMI_TOT", "AM", "RU"), At("2016", 60m), At("2017", 1m))));
            await Client.PublishAsync(
                "KZ.BNS", Append(Series(Key("MIG_EMI_TOT", "KZ", "_T"), At("2016", 200m), At("2017", 200m))), Append(Series(Key("MIG_EMI_TOT", "KZ", "AM"), At("2016", 50m), At("2017", 30m))),
                Append(Series(Key("MIG_EMI_TOT", "KZ", "RU"), At("2016", 10m))));
            await Client.PublishAsync("KG.NSC", Append(Series(Key("TOUR_DEP", "KG"), At("2016", 7m))));
            await Client.PublishAsync("UN.IOM", Append(Series(Key("TOUR_DEP", "KG"), At("2016", 8m))));
            var areas = await Client.ListCodesAsync("CL_AREA").Where(code => code.Code_ != "AM" && code.Code_[0] != '_').Take(200).ToListAsync(Cancellation);
            await Client.PublishAsync("AM.ARMSTAT", areas.Select(area => Append(Series(
                Key("MIG_IMM_TOT", "AM", area.Code_), Enumerable.Range(1905, 120).Select(year => At($"{year}", year))))));
            await TestAgreements.SetAsync(_exchange.Server.Channel.CreateCallInvoker(), "KZ.BNS", new ProvisionAgreement { IsPrimary = true });
            await TestAgreements.SetAsync(_exchange.Server.Channel.CreateCallInvoker(), "KG.NSC", new ProvisionAgreement { RefAreas = { "KG" } });
        }

        public ValueTask DisposeAsync() => _exchange.DisposeAsync();
    }
}
