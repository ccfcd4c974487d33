using StatExchange.Client;
using StatExchange.Client.ProfileDocuments;
using StatExchange.Documents;
using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.V1;
using static StatExchange.FunctionalTests.Infrastructure.Figures;

namespace StatExchange.FunctionalTests.ProfileDocuments;

/// <summary>Figures of documents that are put together of several frequencies, and those that partners have or lack.</summary>
public sealed class ComposedProfileDocumentTests(ComposedProfileDocumentTests.Published published) : IClassFixture<ComposedProfileDocumentTests.Published>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("RET_ORDER_LEAVE", 1000, "first", "Orders")]
    [InlineData("TOUR_ARR", 60, "second", "Border")]
    [InlineData("CTX_POP_TOT", 30, "first", "Orders")]
    [InlineData("CTX_UNEMP_RATE", 5, "first", "Orders")]
    public async Task A_figure_names_the_release_of_the_frequency_that_it_is_of(string indicator, int value, string release, string source)
    {
        var figure = Find(await ReadAsync(), indicator).Figures.Single(figure => figure.Breakdown.Length == 0);
        Assert.Equal((value, published.Releases[release], source), (figure.Value, figure.Release!.ReleaseId, figure.Source));
    }

    [Fact]
    public async Task What_is_calculated_has_no_release_even_when_it_is_reported_as_well()
    {
        var document = await ReadAsync();
        Assert.NotNull(Find(document, "RET_RATE").Figures.Single().Release);
        var calculated = document.Calculated.Indicators.Single(indicator => indicator.Code == "RET_RATE").Figures.Single();
        Assert.Equal((4m, null), (calculated.Value, calculated.Release));
    }

    [Fact]
    public async Task Years_that_are_not_whole_are_left_out_of_lines()
    {
        var arrivals = Find(await ReadAsync(), "RET_EFFECTED");
        Assert.Equal([(2013, 40m), (2014, 40m), (2016, 40m), (2017, 40m)], arrivals.Lines.Single().Points.Select(point => (point.Year, point.Value)));
        Assert.Equal(40m, arrivals.Figures.Single().Value);
    }

    [Theory]
    [InlineData("en", "not shown: confidential; C: Confidential statistical information", "gap; L: Missing value; data exist but were not collected", "several providers, none comes first", "not reported")]
    [InlineData("ru", "не показано: конфиденциально; C: Конфиденциальная статистическая информация", "пробел; L: Значение отсутствует: данные существуют, но не собирались", "несколько поставщиков, ни один не имеет приоритета", "нет данных")]
    public async Task Why_a_partner_has_no_figure_is_said(string language, string suppressed, string gap, string several, string notReported)
    {
        var document = await ReadAsync(language);
        var remarks = Find(document, "MIG_EMI_TOT").Mirrors.ToDictionary(mirror => mirror.Provider, mirror => document.RemarksOn(mirror.Mirrored));
        Assert.Equal((suppressed, gap, several), (remarks["RU.ROSSTAT"], remarks["AM.ARMSTAT"], remarks[""]));
        Assert.Equal([notReported], Find(document, "MIG_EMI_TOT").Mirrors.Select(mirror => document.RemarksOn(mirror.Reported)).Where(remark => remark.Length > 0));
        await using var writer = new StringWriter();
        await ProfilePage.WriteAsync(document, writer);
        await using var output = new MemoryStream();
        await ProfileWorkbook.WriteAsync(document, output);
        var rows = WorkbookRows.Of(output);
        foreach (var text in new[] { suppressed, gap, several, notReported })
        {
            Assert.Contains($"<td class=\"number gap\"> <small>{text}</small></td>", writer.ToString(), StringComparison.Ordinal);
            Assert.Contains(rows, row => row.StartsWith("MIG_EMI_TOT|", StringComparison.Ordinal) && row.Contains($"|—|{text}|", StringComparison.Ordinal));
        }
    }

    private static ProfileIndicator Find(ProfileDocument document, string code) => document.Indicators.Single(indicator => indicator.Code == code);

    private Task<ProfileDocument> ReadAsync(string language = "en") =>
        new ProfileDocumentReader(published.Exchange.Client).ReadAsync(new ProfileDocumentRequest("KZ", 2017) { Language = language }, Cancellation);

    public sealed class Published(PostgresCluster cluster) : IAsyncLifetime
    {
        internal ExchangeWithoutContentRules Exchange { get; } = new(cluster);

        /// <summary>The releases of the state, by name.</summary>
        internal Dictionary<string, long> Releases { get; } = new(StringComparer.Ordinal);

        public async ValueTask InitializeAsync()
        {
            await Exchange.InitializeAsync();
            foreach (var organisation in new[] { "KZ.BNS", "RU.ROSSTAT", "AM.ARMSTAT" })
                await TestAgreements.NameAreaAsync(Exchange.Server.Channel.CreateCallInvoker(), organisation, organisation[..2]);
            Releases["first"] = await PublishAsync(
                "KZ.BNS",
                [
                    Of("Orders", Key("RET_ORDER_LEAVE", "KZ", "_T"), At("2017", 1000m)),
                    Of("Orders", Key("TOUR_ARR", "KZ", "_T"), At("2017", null, 'L')),
                    Of("Orders", Key("CTX_POP_TOT", "KZ", "", "Q"), At("2017-Q1", 10m), At("2017-Q4", 30m)),
                    Of("Orders", Key("CTX_UNEMP_RATE", "KZ", ""), At("2017", 5m)),
                    Of("Orders", Key("RET_RATE", "KZ", ""), At("2017", 4.5m)),
                    Of("", Key("MIG_EMI_TOT", "KZ", "_T"), At("2017", 50m)),
                    .. new[] { "RU", "AM" }.Select(partner => Of("", Key("MIG_EMI_TOT", "KZ", partner), At("2017", 20m))),
                    Of("", Key("RET_EFFECTED", "KZ", "_T", "Q"), Enumerable.Range(2013, 5).SelectMany(year => Enumerable.Range(1, year == 2015 ? 3 : 4), (year, quarter) => At($"{year}-Q{quarter}", 10m))),
                ]);
            Releases["second"] = await PublishAsync(
                "KZ.BNS",
                Of("Quarters", Key("RET_ORDER_LEAVE", "KZ", "_T", "Q"), Quarters(1m)),
                Of("Border", Key("TOUR_ARR", "KZ", "_T", "Q"), Quarters(15m)),
                Of("Quarters", Key("CTX_POP_TOT", "KZ", "", "M"), At("2017-11", 7m)),
                Of("Quarters", Key("CTX_UNEMP_RATE", "KZ", "", "Q"), Quarters(6m)));
            await PublishAsync("RU.ROSSTAT", Of("", Key("MIG_IMM_TOT", "RU", "KZ"), At("2017", 25m) with { ConfidentialityStatus = 'C' }));
            await PublishAsync("AM.ARMSTAT", Of("", Key("MIG_IMM_TOT", "AM", "KZ"), At("2017", null, 'L')));
            foreach (var organisation in new[] { "EU.ESTAT", "UN.IOM" })
                await PublishAsync(organisation, Of("", Key("MIG_IMM_TOT", "DE", "KZ"), At("2017", 30m)));
        }

        public ValueTask DisposeAsync() => Exchange.DisposeAsync();

        private static Observation[] Quarters(decimal value) => [.. Enumerable.Range(1, 4).Select(quarter => At($"2017-Q{quarter}", value))];

        private static Series Of(string source, SeriesKey key, params IEnumerable<Observation> observations)
        {
            var series = Series(key, observations);
            series.Source = source;
            return series;
        }

        private async Task<long> PublishAsync(string organisation, params IEnumerable<Series> series) =>
            (await Exchange.Client.PublishAsync(organisation, series.Select(one => Append(one)))).ReleaseId;
    }
}
