using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.V1;

namespace StatExchange.FunctionalTests.RealData;

/// <summary>A server with the real sources published, each by its mapping and nothing else.</summary>
public sealed class RealDataFixture(PostgresCluster cluster) : IAsyncLifetime
{
    public ExchangeFixture Exchange { get; } = new(cluster);

    internal List<(RealSource Source, GetValidationReportResponse Report)> Reports { get; } = [];

    public async ValueTask InitializeAsync()
    {
        await Exchange.InitializeAsync();
        var organisations = await Exchange.Client.ListCodesAsync("CL_ORGANISATION").Select(code => code.Code_).ToListAsync(TestContext.Current.CancellationToken);
        RealSource[] sources =
        [
            new("observatory_2018.csv", "PPMO.OBSERVATORY", "observatory"),
            .. RealSource.Eurostat(organisations),
            new("unhcr_asylum_applications.csv.gz", "UN.UNHCR", "unhcr_applications"),
            new("unhcr_asylum_decisions.csv.gz", "UN.UNHCR", "unhcr_decisions"),
        ];
        foreach (var source in sources)
            Reports.Add((source, await source.PublishAsync(Exchange.Client)));
    }

    public ValueTask DisposeAsync() => Exchange.DisposeAsync();
}
