using StatExchange.Client;
using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.V1;
using static StatExchange.FunctionalTests.Infrastructure.Figures;

namespace StatExchange.FunctionalTests.Queries.Completeness;

/// <summary>
/// Kazakhstan's Basic Migration Profile for 2020, which is due on 2021-09-30: what was published before that, and what became of it until
/// March of 2022, when the clock stands still.
/// </summary>
public sealed class CompletenessFixture(PostgresCluster cluster) : IAsyncLifetime
{
    private readonly CatalogueWithoutContentRules _catalogue = new($"{Guid.NewGuid():N}");
    private StatExchangeClient? _client;

    internal InProcessServer Server { get; private set; } = null!;

    /// <summary>Somebody who sees what is public.</summary>
    internal StatExchangeClient Client => _client ??= StatExchangeClient.Create(
        new StatExchangeClientOptions { CallInvoker = Server.Channel.CreateCallInvoker(), Retry = new RetryOptions { MaxRetries = 1 } });

    public async ValueTask InitializeAsync()
    {
        Server = await InProcessServer.StartAsync(
            await cluster.CreateDatabaseAsync(), new(new DateTimeOffset(2021, 9, 1, 12, 0, 0, TimeSpan.Zero)), ("Catalogue:DataFolder", _catalogue.Folder),
            TestAccess.CatalogueAgreements);
        var office = Server.As("KZ.BNS");
        await office.ReleaseAsync(
            Total("CTX_POP_TOT", At("2020", 100), At("2017", 90)), Total("CTX_UNEMP_RATE", At("2020", 5)), Total("EDU_FOR_STUD", At("2020", 7)),
            Append(Series(Key("MIG_IMM_TOT", counterpart: "CN"), At("2020", 3))), Women("MIG_EMI_TOT"),
            Total("REM_IN", "Q", At("2020-Q1", 1), At("2020-Q2", 2), At("2020-Q3", 3), At("2020-Q4", 4)), Total("ASY_PENDING", "M", At("2020-12", 50)),
            Total("ASY_TEMP_PROT", "M", At("2020-01", 50), At("2020-11", 51)), Total("RET_EFFECTED", "Q", At("2020-Q1", 1), At("2020-Q2", null, 'M'), At("2020-Q3", 3), At("2020-Q4", null, 'O')),
            Total("LAB_WPERM_ISS", At("2020", null, 'Q')), Total("LAB_FOR_EMP", new Observation(TimePeriod.Parse("2020"), 4711m, 'A', 'C')),
            Total("THB_VICT_TOT", At("2020", null, 'M')), Total("CIT_ACQ", At("2020", null, 'L')), Total("IRR_ILL_STAY", "W", At("2020-W10", 1)));
        await Server.As("KZ.BORDER").ReleaseAsync(Total("BRD_ENTRY_TOT", "Q", At("2020-Q1", 1), At("2020-Q2", 2), At("2020-Q3", 3)));
        await Server.As("UN.UNHCR").ReleaseAsync(Total("ASY_REF_STK", At("2020", 8)), Total("CTX_POP_TOT", At("2020", 101)), Append(Series(Key("ASY_APPL_TOT", counterpart: "SY"), At("2020", 9))));
        var mistaken = await office.ReleaseAsync(Total("MIG_NET", At("2020", 1)));

        // The last day on which it is in time, and the first on which it is not.
        await ReleaseAtAsync(new DateTimeOffset(2021, 9, 30, 23, 59, 0, TimeSpan.Zero), office, Total("DIA_NAT_ABROAD", At("2020", 6)));
        await ReleaseAtAsync(new DateTimeOffset(2021, 10, 1, 0, 1, 0, TimeSpan.Zero), office, Total("STK_FOR_CTZ", At("2020", 6)));
        await ReleaseAtAsync(new DateTimeOffset(2021, 10, 15, 12, 0, 0, TimeSpan.Zero), office, Total("MIG_IMM_TOT", At("2020", 5)), Total("CTX_UNEMP_RATE", At("2020", 6)));
        await office.WithdrawReleaseAsync(mistaken.ReleaseId);
        await ReleaseAtAsync(
            new DateTimeOffset(2021, 11, 9, 12, 0, 0, TimeSpan.Zero), office, Total("MIG_NET", At("2020", 2)), Do(SeriesAction.Delete, Series(Key("EDU_FOR_STUD", counterpart: ""), At("2020", null))));
        Server.Clock.SetUtcNow(new DateTimeOffset(2022, 3, 1, 12, 0, 0, TimeSpan.Zero));
    }

    public async ValueTask DisposeAsync()
    {
        if (_client is not null)
            await _client.DisposeAsync();
        if (Server is not null)
            await Server.DisposeAsync();
        _catalogue.Dispose();
    }

    private Task<Release> ReleaseAtAsync(DateTimeOffset instant, Office office, params IReadOnlyList<StagedSeries> series)
    {
        Server.Clock.SetUtcNow(instant);
        return office.ReleaseAsync(series);
    }

    private static StagedSeries Total(string indicator, params IEnumerable<Observation> observations) => Total(indicator, "A", observations);

    private static StagedSeries Total(string indicator, string freq, params IEnumerable<Observation> observations) =>
        Append(Series(Key(indicator, counterpart: "", freq: freq), observations));

    private static StagedSeries Women(string indicator)
    {
        var key = Key(indicator, counterpart: "");
        key.Sex = "F";
        return Append(Series(key, At("2020", 4)));
    }
}
