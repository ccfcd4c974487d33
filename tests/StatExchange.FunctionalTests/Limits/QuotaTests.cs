using Grpc.Core;
using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.V1;
using static StatExchange.FunctionalTests.Infrastructure.Figures;
using StatusCode = Grpc.Core.StatusCode;

namespace StatExchange.FunctionalTests.Limits;

/// <summary>
/// Who uses up its quota is told when it is there again, and served then; nobody else notices. Limiters go by the machine's own clock:
/// quotas here fill up so slowly that nothing does by chance, or so fast that waiting is short.
/// </summary>
public sealed class QuotaTests(PostgresCluster cluster)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_answer_tells_what_is_left()
    {
        await using var server = await StartAsync(("Limits:Default:RequestsPerMinute", "3"), ("Limits:Default:ConcurrentStreams", "0"));
        var office = server.As(Provider);
        Assert.Equal("2/3", (await TrailersAsync(office)).GetValue("statexchange-quota-requests"));
        var trailers = await TrailersAsync(office);
        Assert.Equal("1/3", trailers.GetValue("statexchange-quota-requests"));
        Assert.Equal("100000000/100000000", trailers.GetValue("statexchange-quota-observations"));
        Assert.Null(trailers.GetValue("statexchange-quota-streams"));

        // Failures too.
        var failure = await Assert.ThrowsAsync<RpcException>(async () =>
            await office.Releases.GetReleaseAsync(new GetReleaseRequest { ReleaseId = 9 }, cancellationToken: Cancellation));
        Assert.Equal(("RELEASE_NOT_FOUND", "0/3"), (Failure.Of(failure).Reason, failure.Trailers.GetValue("statexchange-quota-requests")));
    }

    [Fact]
    public async Task Requests_are_refused_for_a_while_and_then_served()
    {
        await using var server = await StartAsync(("Limits:Default:RequestsPerMinute", "60"));
        var (office, served) = (server.As(Provider), 0);
        Failure? refusal = null;
        while (refusal is null)
        {
            Assert.True(served < 10_000, "No quota was ever used up.");
            (refusal, served) = (await RefusalAsync(office), served + 1);
        }

        Assert.Equal((StatusCode.ResourceExhausted, "QUOTA_EXHAUSTED"), (refusal.Code, refusal.Reason));
        Assert.Equal(("requests", "60", "60"), (refusal.Metadata["quota"], refusal.Metadata["limit"], refusal.Metadata["per_seconds"]));
        Assert.InRange(refusal.RetryDelay!.Value, TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(2));

        // Another credential of the same organisation has its own.
        Assert.Null(await RefusalAsync(server.As(Provider, "B. Akhmetov")));

        // After the delay it works, unless the machine was too slow to notice in time.
        for (var attempt = 0; refusal is not null; attempt++)
        {
            Assert.True(attempt < 10, "The quota did not come back.");
            await Task.Delay(refusal.RetryDelay!.Value, TimeProvider.System, Cancellation);
            refusal = await RefusalAsync(office);
        }
    }

    [Fact]
    public async Task Streams_at_once_are_counted_and_given_back()
    {
        await using var server = await StartAsync(("Limits:Default:ConcurrentStreams", "1"));
        var office = server.As(Provider);
        using (var watch = office.Audit.StreamAuditEntries(new StreamAuditEntriesRequest { Watch = true }, cancellationToken: Cancellation))
        {
            Assert.True(await watch.ResponseStream.MoveNext(Cancellation));
            var refusal = await Office.FailureAsync(() => office.ReadAsync());
            Assert.Equal(("QUOTA_EXHAUSTED", "streams", "1"), (refusal.Reason, refusal.Metadata["quota"], refusal.Metadata["limit"]));
            Assert.NotNull(refusal.RetryDelay);
            Assert.Null(await RefusalAsync(office));
        }

        // The server notices the cut in its own time.
        await Eventually(async () => await office.ReadAsync());
    }

    [Fact]
    public async Task Heavy_work_at_once_is_counted()
    {
        await using var server = await StartAsync(("Limits:Organisations:KZ.BORDER:ConcurrentWork", "1"));
        var office = server.As(Provider);
        var (first, second) = (await office.SendAsync(Append(Series(Key(), At("2015", 1)))), await office.SendAsync(Append(Series(Key(), At("2016", 1)))));
        await using (var held = await HeldPublication.BeginAsync(server.ConnectionString))
        {
            var publishing = office.PublishAsync(first);
            await held.WaitUntilItWaitsAsync(publishing);
            var refusal = await Office.FailureAsync(() => office.PublishAsync(second));
            Assert.Equal(("QUOTA_EXHAUSTED", "concurrent_work"), (refusal.Reason, refusal.Metadata["quota"]));
            await held.DisposeAsync();
            await publishing;
        }

        await office.PublishAsync(second);
        Assert.Equal("2015=1 2016=1", await office.ReadTextAsync());
    }

    [Fact]
    public async Task An_answer_beyond_the_quota_of_observations_is_slowed_down_and_not_cut()
    {
        // 60 at once, then one a second.
        await using var server = await StartAsync(("Limits:Default:ObservationsPerMinute", "60"));
        await server.As(Provider, "sender").ReleaseAsync([.. Enumerable.Range(0, 31).Select(n => Append(Series(Key(counterpart: n == 0 ? "CN" : "UZ", freq: "A"), At($"{1980 + n}", n)), firstRow: n + 2))]);
        var reader = server.As("UZ.STAT");
        Assert.Equal(31, (await reader.ReadAsync()).Sum(series => series.Periods.Count));
        Assert.Equal(31, (await reader.ReadAsync()).Sum(series => series.Periods.Count));
    }

    [Fact]
    public async Task Who_has_no_observations_left_is_refused_at_the_beginning()
    {
        // So slow that nothing comes back while the test runs.
        await using var server = await StartAsync(("Limits:Anonymous:ObservationsPerMinute", "1"));
        await server.As(Provider).ReleaseAsync(Append(Series(Key(), At("2015", 1))));
        var anybody = server.As("");
        Assert.Equal("2015=1", await anybody.ReadTextAsync());
        var refusal = await Office.FailureAsync(() => anybody.ReadAsync());
        Assert.Equal(("QUOTA_EXHAUSTED", "observations", "1", "60"), (refusal.Reason, refusal.Metadata["quota"], refusal.Metadata["limit"], refusal.Metadata["per_seconds"]));
        Assert.InRange(refusal.RetryDelay!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(61));
        Assert.Null(await RefusalAsync(anybody));
    }

    private static async Task Eventually(Func<Task> call)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        deadline.CancelAfter(TimeSpan.FromMinutes(1));
        while (true)
        {
            try
            {
                await call();
                return;
            }
            catch (RpcException exception) when (exception.StatusCode == StatusCode.ResourceExhausted)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, deadline.Token);
            }
        }
    }

    private static async Task<Metadata> TrailersAsync(Office office)
    {
        using var call = office.Releases.ListReleasesAsync(new ListReleasesRequest(), cancellationToken: Cancellation);
        await call;
        return call.GetTrailers();
    }

    private static async Task<Failure?> RefusalAsync(Office office)
    {
        try
        {
            await office.Releases.ListReleasesAsync(new ListReleasesRequest(), cancellationToken: Cancellation);
            return null;
        }
        catch (RpcException exception)
        {
            return Failure.Of(exception);
        }
    }

    private async Task<InProcessServer> StartAsync(params IEnumerable<(string Name, string Value)> limits) =>
        await InProcessServer.StartAsync(await cluster.CreateDatabaseAsync(), InProcessServer.NewClock(), limits);
}
