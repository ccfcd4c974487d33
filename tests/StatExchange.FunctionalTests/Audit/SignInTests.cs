using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.V1;

namespace StatExchange.FunctionalTests.Audit;

/// <summary>Who calls is entered once, and who is refused cannot fill the trail.</summary>
public sealed class SignInTests(PostgresCluster cluster) : IAsyncLifetime
{
    private InProcessServer _server = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await InProcessServer.StartAsync(await cluster.CreateDatabaseAsync(), InProcessServer.NewClock());

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_token_is_entered_at_its_first_call_only()
    {
        var office = _server.As("KZ.BORDER", "A. Serikova");
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => CallAsync(office)));
        await CallAsync(_server.As("KZ.BORDER", "B. Akhmetov"));
        await CallAsync(_server.As(""));
        var entries = (await EntriesAsync()).Where(entry => AuditChain.Content(entry).GetProperty("organisation").GetString() == "KZ.BORDER").ToList();
        Assert.Equal("SIGN_IN SIGN_IN", AuditChain.Actions(entries));
        Assert.Equal(["A. Serikova", "B. Akhmetov"], entries.Select(entry => AuditChain.Content(entry).GetProperty("person").GetString()));
        var subject = AuditChain.Content(entries[0]).GetProperty("subject");
        Assert.Equal(("token", "127.0.0.1"), (subject.GetProperty("credential").GetString(), subject.GetProperty("from").GetString()));
    }

    [Fact]
    public async Task Refused_ones_are_entered_once_and_then_counted()
    {
        var expired = Office.With(
            TestTokens.Sign(TestTokens.Claims("KZ.BORDER", "A. Serikova", TestTokens.OfficeRoles), until: TestTokens.From.AddDays(1)), _server.Channel, "KZ.BORDER");
        for (var attempt = 0; attempt < 50; attempt++)
            Assert.Equal("CREDENTIAL_INVALID", (await Office.FailureAsync(() => CallAsync(expired))).Reason);
        Assert.Equal([1], await RefusedAsync());
        Assert.Equal("CREDENTIAL_INVALID", (await Office.FailureAsync(() => CallAsync(Office.With("nonsense", _server.Channel, "KZ.BORDER")))).Reason);
        Assert.Equal([1, 1], await RefusedAsync());

        _server.Clock.Advance(TimeSpan.FromMinutes(1));
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        deadline.CancelAfter(TimeSpan.FromMinutes(1));
        while ((await RefusedAsync()).Count < 3)
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, deadline.Token);
        Assert.Equal([1, 1, 49], await RefusedAsync());
    }

    private static async Task CallAsync(Office office) => await office.Releases.ListReleasesAsync(new ListReleasesRequest(), cancellationToken: Cancellation);

    private async Task<List<int>> RefusedAsync() =>
    [
        .. (await EntriesAsync()).Select(AuditChain.Content).Where(content => content.GetProperty("action").GetString() == "SIGN_IN_REFUSED")
            .Select(content => content.GetProperty("subject").GetProperty("count").GetInt32()),
    ];

    private Task<List<AuditEntry>> EntriesAsync() => _server.As("PPMO.OBSERVATORY", "C. Admin", [Role.Administrator]).Audit.ReadAsync();
}
