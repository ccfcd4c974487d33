using Grpc.Core.Interceptors;
using StatExchange.Client;
using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.V1;
using static StatExchange.FunctionalTests.Infrastructure.Figures;

namespace StatExchange.FunctionalTests.Client;

/// <summary>Answers that are cut, while something is published and with the server's restart, are read to their end without loss or repetition.</summary>
public sealed class CutStreamTests(PostgresCluster cluster) : IAsyncLifetime
{
    // The database is nobody's but the test's.
    private const string Office = "UZ.STAT";
    private const int Years = 200;

    private static readonly string[] Counterparts = ["CN", "RU", "KG", "TM", "TJ", "AF", "KZ", "TR", "UA", "BY"];
    private static readonly string[] Citizenships = ["_T", "UZ", "CN", "RU", "KZ", "KG", "TM", "TJ", "AF", "TR", "UA", "BY"];

    private readonly List<ServerUnderTest> _servers = [];
    private string _database = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private ServerUnderTest Server => _servers[^1];

    public async ValueTask InitializeAsync()
    {
        _database = await cluster.CreateDatabaseAsync();
        _servers.Add(await ServerUnderTest.StartAsync(_database));
        await PublishAsync(100);
        await PublishAsync(101);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
            await server.DisposeAsync();
    }

    [Fact]
    public async Task Series_go_on_as_of_the_release_they_began_with()
    {
        var expected = await Server.Client.ReadAsync(new SeriesQuery());
        var (series, cuts) = await CutAsync(client => client.ReadAsync(new SeriesQuery()));

        Assert.Equal((expected.Count, 2), (series.Count, cuts));
        Assert.Equal(expected, series);
    }

    [Fact]
    public async Task Changes_go_on_between_the_releases_they_began_with()
    {
        var expected = await ChangesAsync(Server.Client);
        var (changes, cuts) = await CutAsync(ChangesAsync);

        Assert.Equal((Counterparts.Length * Citizenships.Length, 2), (changes.Count, cuts));
        Assert.Equal(expected, changes);
        Assert.All(changes.SelectMany(change => change.Observations()), one => Assert.Equal((ChangeKind.Changed, 1m), (one.Kind, one.Percent)));
    }

    [Fact]
    public async Task History_goes_on_as_of_the_release_it_began_with_and_knows_its_releases()
    {
        var expected = await HistoryAsync(Server.Client);
        var (history, cuts) = await CutAsync(HistoryAsync);

        Assert.Equal((2 * Counterparts.Length * Citizenships.Length * Years, 2), (history.Count, cuts));
        Assert.Equal(expected, history);
        Assert.Equal([(1, 2), (2, 0)], history.Select(one => (one.Release, one.ReplacedBy)).Distinct().Order());
    }

    /// <summary>Reads with a client whose answers are cut twice; something is published meanwhile, and the server is another one afterwards.</summary>
    private async Task<(T Answer, int Cuts)> CutAsync<T>(Func<StatExchangeClient, Task<T>> read)
    {
        const int twice = 2;
        var first = Server;
        var interceptor = new CuttingInterceptor(twice, async () =>
        {
            if (ReferenceEquals(Server, first))
            {
                await PublishAsync(102);
                await first.KillAsync();
                _servers.Add(await ServerUnderTest.StartAsync(_database, ("ASPNETCORE_URLS", first.Address.ToString())));
            }
        });
        await using var client = StatExchangeClient.Create(new StatExchangeClientOptions
        {
            CallInvoker = Server.Invoker.Intercept(interceptor),
            Retry = new RetryOptions { FirstDelay = TimeSpan.FromMilliseconds(1) },
        });
        return (await read(client), interceptor.Cuts);
    }

    private static async Task<List<SeriesChange>> ChangesAsync(StatExchangeClient client)
    {
        await using var answer = await client.QueryChangesAsync(new SeriesQuery(), new AsOf { ReleaseId = 1 }, cancellationToken: Cancellation);
        Assert.Equal((1, 2), (answer.From.ReleaseId, answer.To.ReleaseId));
        return await answer.ReadChangesAsync(Cancellation).ToListAsync(Cancellation);
    }

    private static async Task<List<(string Key, Observation Observation, long Release, long ReplacedBy)>> HistoryAsync(StatExchangeClient client)
    {
        await using var answer = await client.QueryHistoryAsync(new SeriesQuery(), Cancellation);
        Assert.Equal(2, answer.Vintage.ReleaseId);
        return await answer.ReadVintagesAsync(Cancellation)
            .SelectMany(vintage => vintage.Observations().Select(
                one => ($"{vintage.Series.Key}", one.Observation, vintage.Release.ReleaseId, one.ReplacedBy?.ReleaseId ?? 0)))
            .ToListAsync(Cancellation);
    }

    // Details do not exceed their total.
    private static decimal PersonsOf(string citizenship) => citizenship == "_T" ? Citizenships.Length : 1;

    private async Task PublishAsync(decimal value)
    {
        var series =
            from counterpart in Counterparts
            from citizenship in Citizenships
            let key = new SeriesKey { Freq = "A", Indicator = "MIG_IMM_TOT", RefArea = "UZ", CounterpartArea = counterpart, Citizenship = citizenship }
            select Append(Series(key, Enumerable.Range(1800, Years).Select(year => At($"{year}", value * PersonsOf(citizenship)))));
        var submission = await Server.Client.UploadAsync(Office, series);
        if (submission.Submission.UnjustifiedWarnings > 0)
            await submission.JustifyAsync(new WarningJustification { Text = "test" }, Cancellation);
        await submission.PublishAsync(Cancellation);
    }
}
