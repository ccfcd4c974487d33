using StatExchange.Client;
using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.V1;
using static StatExchange.FunctionalTests.Infrastructure.Figures;

namespace StatExchange.FunctionalTests.Queries;

/// <summary>Which series and observations a selection finds.</summary>
public sealed class SelectionTests(SelectionTests.Published published) : IClassFixture<SelectionTests.Published>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private StatExchangeClient Client => published.Client;

    [Fact]
    public async Task Filters_of_different_dimensions_all_apply_and_codes_of_one_are_alternatives()
    {
        Assert.Equal(["AM-RU", "KG-RU"], await FindAsync(new SeriesQuery().Where("REF_AREA", "AM", "KG").Where("COUNTERPART_AREA", "RU")));
        Assert.Equal(["AM-GE", "AM-RU"], await FindAsync(new SeriesQuery().Where("DATA_PROVIDER", "AM.ARMSTAT")));
        Assert.Equal(6, (await FindAsync(new SeriesQuery())).Count);
        Assert.Empty(await FindAsync(new SeriesQuery().Where("REF_AREA", "FR")));
    }

    [Fact]
    public async Task Periods_bound_what_begins_and_ends_at_any_frequency()
    {
        var monthly = new SeriesQuery().Where("REF_AREA", "SE");
        Assert.Equal("2017-01=1 2017-02=2 2017-03=3", await Client.ReadTextAsync(monthly with { EndPeriod = "2017-Q1" }));
        Assert.Equal("2017-03=3 2017-04=4", await Client.ReadTextAsync(monthly with { StartPeriod = "2017-02-02" }));
        Assert.Equal("2017-02=2", await Client.ReadTextAsync(monthly with { StartPeriod = "2017-02", EndPeriod = "2017-02" }));
        Assert.Equal("2015=1 2016=2", await Client.ReadTextAsync(new SeriesQuery { EndPeriod = "2016" }.Where("REF_AREA", "AM").Where("COUNTERPART_AREA", "GE")));
    }

    [Fact]
    public async Task The_last_observations_are_the_last_within_the_periods()
    {
        var monthly = new SeriesQuery { LastObservations = 2 }.Where("REF_AREA", "SE");
        Assert.Equal("2017-03=3 2017-04=4", await Client.ReadTextAsync(monthly));
        Assert.Equal("2017-01=1 2017-02=2", await Client.ReadTextAsync(monthly with { EndPeriod = "2017-02" }));
    }

    [Fact]
    public async Task An_area_group_stands_for_its_members_while_they_are_members()
    {
        // The United Kingdom was a member of the European Union on the last days of 2018 and 2019, not of 2020.
        Assert.Equal("2018=1 2019=2", await Client.ReadTextAsync(new SeriesQuery().WhereMemberOf("REF_AREA", "EU").Where("DATA_PROVIDER", "GB.ONS")));
        Assert.Equal(["AM-GE", "AM-RU", "KG-RU"], await FindAsync(new SeriesQuery().WhereMemberOf("REF_AREA", "EAEU")));

        // The group's own code is a code like any other: figures of the group as a whole.
        Assert.Equal(["EU-UA"], await FindAsync(new SeriesQuery().Where("REF_AREA", "EU")));
    }

    [Fact]
    public async Task A_strict_query_names_every_unknown_code_with_the_nearest()
    {
        var failure = await Assert.ThrowsAsync<StatExchangeException>(
            () => FindAsync(new SeriesQuery().Where("REF_AREA", "AM", "Armenia").Where("INDICATOR", "BRD_ENTRY_TOTAL")));
        Assert.Equal(ErrorReason.UnknownCode, failure.Reason);
        Assert.Equal("REF_AREA=Armenia,INDICATOR=BRD_ENTRY_TOTAL", failure.Metadata["codes"]);
        Assert.Collection(
            failure.FieldViolations,
            violation => Assert.Contains("'AM'", violation.Description, StringComparison.Ordinal),
            violation => Assert.Contains("'BRD_ENTRY_TOT'", violation.Description, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(2_000, 3)]
    [InlineData(1, 100_000)]
    public async Task However_much_is_unknown_the_caller_is_told_so(int codes, int length)
    {
        var unknown = Enumerable.Range(0, codes).Select(i => new string('Ш', length) + i).ToArray();
        var failure = await Assert.ThrowsAsync<StatExchangeException>(() => FindAsync(new SeriesQuery().Where("REF_AREA", unknown)));
        Assert.Equal(ErrorReason.UnknownCode, failure.Reason);
        Assert.Contains(unknown[0][..3], failure.FieldViolations[0].Description, StringComparison.Ordinal);
        Assert.Equal(codes > 1, failure.FieldViolations[^1].Description.EndsWith($"(And {codes - failure.FieldViolations.Count} more.)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_lenient_query_leaves_unknown_codes_out_and_says_so()
    {
        await using var answer = await Client.QuerySeriesAsync(new SeriesQuery { IgnoreUnknownCodes = true }.Where("REF_AREA", "KG", "KGZ"), Cancellation);
        var ignored = Assert.Single(answer.IgnoredCodes);
        Assert.Equal(("REF_AREA", "KGZ", "KG"), (ignored.Concept, ignored.Code, ignored.Nearest));
        Assert.Single(await answer.ReadSeriesAsync(Cancellation).ToListAsync(Cancellation));

        // What is asked for is unknown altogether: that is nothing, not everything.
        Assert.Empty(await FindAsync(new SeriesQuery { IgnoreUnknownCodes = true }.Where("REF_AREA", "XX")));
    }

    [Fact]
    public async Task Unknown_dimensions_and_periods_are_refused_by_name()
    {
        var dimension = await Assert.ThrowsAsync<StatExchangeException>(() => FindAsync(new SeriesQuery().Where("COUNTERPART", "RU")));
        Assert.Equal((ErrorReason.UnknownDimension, "COUNTERPART_AREA"), (dimension.Reason, dimension.Metadata["nearest"]));
        var period = await Assert.ThrowsAsync<StatExchangeException>(() => FindAsync(new SeriesQuery { StartPeriod = "2017-13" }));
        Assert.Equal((ErrorReason.PeriodInvalid, "start_period"), (period.Reason, period.Metadata["field"]));
    }

    [Fact]
    public async Task An_estimate_counts_what_a_query_returns()
    {
        SeriesQuery[] queries =
        [
            new(), new SeriesQuery { StartPeriod = "2017" }, new SeriesQuery { LastObservations = 1 },
            new SeriesQuery { StartPeriod = "2016", EndPeriod = "2017-02", LastObservations = 2 }.Where("REF_AREA", "AM", "SE"),
            new SeriesQuery().Where("REF_AREA", "FR"),
        ];
        foreach (var query in queries)
        {
            var estimate = await Client.EstimateAsync(query, Cancellation);
            var series = await Client.ReadAsync(query);
            Assert.Equal((series.Count, series.Sum(one => one.Periods.Count)), (estimate.Series, estimate.Observations));
        }
    }

    private async Task<List<string>> FindAsync(SeriesQuery query) =>
        [.. (await Client.ReadAsync(query)).Select(series => $"{series.Key.RefArea}-{series.Key.CounterpartArea}").Order(StringComparer.Ordinal)];

    public sealed class Published(PostgresCluster cluster) : IAsyncLifetime
    {
        private readonly ExchangeFixture _exchange = new(cluster);

        public StatExchangeClient Client => _exchange.Client;

        public async ValueTask InitializeAsync()
        {
            await _exchange.InitializeAsync();
            await Client.PublishAsync(
                "AM.ARMSTAT", Append(Series(Key(refArea: "AM", counterpart: "RU"), At("2017", 1m))),
                Append(Series(Key(refArea: "AM", counterpart: "GE"), At("2015", 1m), At("2016", 2m), At("2017", 3m))));
            await Client.PublishAsync("KG.NSC", Append(Series(Key(refArea: "KG", counterpart: "RU"), At("2017", 1m))));
            await Client.PublishAsync("GB.ONS", Append(Series(Key(refArea: "GB", counterpart: "RU"), At("2018", 1m), At("2019", 2m), At("2020", 3m))));
            await Client.PublishAsync("EU.FRONTEX", Append(Series(Key(refArea: "EU", counterpart: "UA"), At("2017", 1m))));
            await Client.PublishAsync("SE.SCB", Append(Series(
                Key("MIG_IMM_TOT", "SE", "SY", "M"), At("2017-01", 1m), At("2017-02", 2m), At("2017-03", 3m), At("2017-04", 4m))));
        }

        public ValueTask DisposeAsync() => _exchange.DisposeAsync();
    }
}
