using Grpc.Core;
using StatExchange.Client;
using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.V1;
using static StatExchange.FunctionalTests.Infrastructure.Figures;

namespace StatExchange.FunctionalTests.Queries.Mirrors;

/// <summary>What both sides of a corridor report, and what is said of the difference.</summary>
public sealed class MirrorTests(MirrorTests.Published published) : IClassFixture<MirrorTests.Published>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private StatExchangeClient Client => published.Exchange.Client;

    [Fact]
    public async Task Stand_side_by_side_with_what_either_lacks()
    {
        Assert.Equal(
            ["AM-KZ 2017=NotReported/7", "AM-RU 2015=100/110 2016=100/120 2017=100/140 2018=WithoutValue/150", "KZ-RU 2016=50/50"],
            await Client.ReadTextAsync(Emigrants()));
        Assert.Equal(["AM-RU 2016=100/120"], await Client.ReadTextAsync(Emigrants() with { Figures = Emigrants().Figures.Where("COUNTERPART_AREA", "RU").Where("REF_AREA", "AM") with { StartPeriod = "2016", EndPeriod = "2016" } }));
        Assert.Equal(["AM-KZ 2017=NotReported/7"], await Client.ReadTextAsync(Emigrants() with { Figures = Emigrants().Figures.Where("COUNTERPART_AREA", "KZ") }));
    }

    [Fact]
    public async Task The_gap_is_measured_tested_and_followed()
    {
        var mirror = (await Client.ReadAsync(Emigrants())).Single(one => one.Key.CounterpartArea == "RU" && one.Key.RefArea == "AM");
        Assert.Equal((3, 1, 70L, 0), (mirror.PeriodsCompared, mirror.PeriodsPassed, mirror.AbsoluteDifference, mirror.Decimals));
        Assert.Equal(70d / 370, mirror.Asymmetry, 12);
        var comparisons = mirror.Comparisons().ToList();
        Assert.Equal([-10m, -20m, -40m, null], comparisons.Select(one => one.Difference));
        Assert.Equal([true, false, false, null], comparisons.Select(one => one.Passes));
        Assert.Equal(100d / 110, comparisons[0].Ratio!.Value, 12);

        // 10/110, 20/120, 40/140: the line through them rises by half of what lies between the first and the last.
        Assert.Equal(((40d / 140) - (10d / 110)) / 2, mirror.Trend, 12);
        Assert.Equal(("AM.ARMSTAT", "RU.ROSSTAT"), (comparisons[0].Observation.Reported.Provider, comparisons[0].Observation.Mirrored.Provider));
        var steady = (await Client.ReadAsync(Emigrants())).Single(one => one.Key.RefArea == "KZ");
        Assert.Equal((0d, false, 1), (steady.Asymmetry, steady.HasTrend, steady.PeriodsPassed));
    }

    [Fact]
    public async Task Rankings_begin_with_what_differs_most_and_leave_out_what_cannot_be_compared()
    {
        Assert.Equal(["AM", "KZ"], (await Client.ReadAsync(Emigrants() with { Order = MirrorOrder.Asymmetry })).Select(mirror => mirror.Key.RefArea));
        Assert.Equal(["AM"], (await Client.ReadAsync(Emigrants() with { Order = MirrorOrder.Difference, Limit = 1 })).Select(mirror => mirror.Key.RefArea));
    }

    [Fact]
    public async Task Breakdowns_are_compared_with_the_same_breakdown()
    {
        var women = Emigrants() with { Figures = Emigrants().Figures.Where("SEX", "F") };
        Assert.Equal(["AM-RU 2016=40/45"], await Client.ReadTextAsync(women));
        Assert.Equal(["F", "F"], (await Client.ReadAsync(women)).SelectMany(mirror => new[] { mirror.Key.Sex, mirror.MirrorKey.Sex }));
    }

    [Fact]
    public async Task Of_several_providers_that_none_prefers_none_is_compared()
    {
        var query = new MirrorQuery(new SeriesQuery().Where("INDICATOR", "TOUR_DEP"));
        Assert.Equal(["CN-KZ 2017=200000/ProviderAmbiguous"], await Client.ReadTextAsync(query));
        Assert.Equal(["CN-KZ 2017=200000/94817"], await Client.ReadTextAsync(query with
        {
            Providers = new ProviderChoice { Preference = ProviderPreference.Order, Organisations = { "KZ.BORDER", "CN.MCT" } },
        }));
    }

    [Fact]
    public async Task Quarters_are_compared_by_the_year()
    {
        var query = new MirrorQuery(new SeriesQuery().Where("INDICATOR", "BRD_EXIT_TOT"));
        Assert.Equal(["RU-KZ 2017=10/6"], await Client.ReadTextAsync(query));
        Assert.Equal(PartState.Incomplete, (await Client.ReadAsync(query)).Single().Observations[0].Mirrored.State);
        Assert.Equal(["RU-KZ 2017-Q1=NotReported/1 2017-Q2=NotReported/2 2017-Q3=NotReported/3"], await Client.ReadTextAsync(query with { Frequency = "Q" }));
    }

    [Fact]
    public async Task A_side_that_is_not_shown_is_said_to_be_suppressed_and_shown_to_its_provider()
    {
        var query = new MirrorQuery(new SeriesQuery().Where("INDICATOR", "MIG_EMI_ST"));
        Assert.Equal(["AM-RU 2017=Suppressed/90"], await published.Exchange.Server.AsNobody().Client.ReadTextAsync(query));
        Assert.Equal(["AM-RU 2017=80/90"], await published.Exchange.Server.As("AM.ARMSTAT").Client.ReadTextAsync(query));
        Assert.False((await published.Exchange.Server.AsNobody().Client.ReadAsync(query)).Single().HasAsymmetry);
    }

    [Fact]
    public async Task A_cut_stream_resumes_without_loss_or_repetition()
    {
        var whole = (await Client.ReadAsync(Emigrants())).ConvertAll(mirror => mirror.Key.ToString());
        foreach (var order in new[] { MirrorOrder.Area, MirrorOrder.Difference })
        {
            var request = new StreamMirrorsRequest { Selection = new Selection { Filters = { new DimensionFilter { Concept = "INDICATOR", Codes = { "MIG_EMI_TOT" } } } }, Order = order };
            var (first, token) = await ReadAsync(request);
            request.ResumeToken = token;
            Assert.Empty((await ReadAsync(request)).Keys);
            request.Selection.StartPeriod = "2016";
            Assert.Equal("RESUME_TOKEN_INVALID", (await Office.FailureAsync(() => ReadAsync(request))).Reason);
            Assert.Equal(order == MirrorOrder.Area ? whole.Count : 2, first.Count);
        }
    }

    [Fact]
    public async Task What_has_no_mirror_or_makes_no_sense_is_refused()
    {
        Assert.Equal(ErrorReason.IndicatorWithoutMirror, await ReasonAsync(new MirrorQuery(new SeriesQuery().Where("INDICATOR", "CTX_POP_TOT"))));
        Assert.Equal(ErrorReason.RequestInvalid, await ReasonAsync(new MirrorQuery(new SeriesQuery())));
        Assert.Equal(ErrorReason.RequestInvalid, await ReasonAsync(new MirrorQuery(new SeriesQuery().Where("INDICATOR", "MIG_EMI_TOT").Where("FREQ", "A"))));
        Assert.Equal(ErrorReason.RequestInvalid, await ReasonAsync(Emigrants() with { Limit = 5 }));
        Assert.Equal(ErrorReason.RequestInvalid, await ReasonAsync(Emigrants() with { Providers = new ProviderChoice { Preference = ProviderPreference.All } }));
        Assert.Equal(ErrorReason.RequestInvalid, await ReasonAsync(new MirrorQuery(new SeriesQuery().Where("INDICATOR", "ASY_NAT_ABROAD").Where("SEX", "F"))));
        Assert.Equal(ErrorReason.UnknownCode, await ReasonAsync(Emigrants() with { Figures = Emigrants().Figures.Where("REF_AREA", "ARM") }));
    }

    private static MirrorQuery Emigrants() => new(new SeriesQuery().Where("INDICATOR", "MIG_EMI_TOT"));

    private async Task<ErrorReason> ReasonAsync(MirrorQuery query) => (await Assert.ThrowsAsync<StatExchangeException>(() => Client.ReadAsync(query))).Reason;

    private async Task<(List<string> Keys, string Token)> ReadAsync(StreamMirrorsRequest request)
    {
        using var call = published.Exchange.Server.Queries.StreamMirrors(request, cancellationToken: Cancellation);
        var messages = await call.ResponseStream.ReadAllAsync(Cancellation).ToListAsync(Cancellation);
        return ([.. messages.SelectMany(message => message.Mirrors).Select(mirror => mirror.Key.ToString())], messages[^1].ResumeToken);
    }

    public sealed class Published(PostgresCluster cluster) : IAsyncLifetime
    {
        internal ExchangeWithoutContentRules Exchange { get; } = new(cluster);

        public async ValueTask InitializeAsync()
        {
            await Exchange.InitializeAsync();
            var client = Exchange.Client;
            await client.PublishAsync(
                "AM.ARMSTAT", Append(Series(Key("MIG_EMI_TOT", "AM", "RU"), At("2015", 100m), At("2016", 100m), At("2017", 100m), At("2018", null, 'L'))),
                Append(Series(Women(Key("MIG_EMI_TOT", "AM", "RU")), At("2016", 40m))),
                Append(Series(Key("MIG_EMI_ST", "AM", "RU"), new Observation(TimePeriod.Parse("2017"), 80m, 'A', 'C'))));
            await client.PublishAsync(
                "RU.ROSSTAT", Append(Series(Key("MIG_IMM_TOT", "RU", "AM"), At("2015", 110m), At("2016", 120m), At("2017", 140m), At("2018", 150m))),
                Append(Series(Women(Key("MIG_IMM_TOT", "RU", "AM")), At("2016", 45m))),
                Append(Series(Key("MIG_IMM_TOT", "RU", "KZ"), At("2016", 50m))), Append(Series(Key("MIG_IMM_ST", "RU", "AM"), At("2017", 90m))),
                Append(Series(Key("BRD_EXIT_TOT", "RU", "KZ"), At("2017", 10m))));
            await client.PublishAsync(
                "KZ.BNS", Append(Series(Key("MIG_EMI_TOT", "KZ", "RU"), At("2016", 50m))), Append(Series(Key("MIG_IMM_TOT", "KZ", "AM"), At("2017", 7m))),
                Append(Series(Key("TOUR_ARR"), At("2017", 94_000m))), Append(Series(Key("MIG_EMI_TOT", "KZ", "_T"), At("2016", 500m))));
            await client.PublishAsync(
                "KZ.BORDER", Append(Series(Key("TOUR_ARR"), At("2017", 94_817m))),
                Append(Series(Key("BRD_ENTRY_TOT", "KZ", "RU", "Q"), At("2017-Q1", 1m), At("2017-Q2", 2m), At("2017-Q3", 3m))));
            await client.PublishAsync("CN.MCT", Append(Series(Key("TOUR_DEP", "CN", "KZ"), At("2017", 200_000m))));
        }

        public ValueTask DisposeAsync() => Exchange.DisposeAsync();

        private static SeriesKey Women(SeriesKey key)
        {
            key.Sex = "F";
            return key;
        }
    }
}
