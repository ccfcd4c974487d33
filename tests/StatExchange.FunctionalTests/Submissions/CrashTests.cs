using System.Runtime.CompilerServices;
using Grpc.Core;
using Grpc.Net.Client;
using Npgsql;
using StatExchange.Client;
using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.V1;
using static StatExchange.FunctionalTests.Infrastructure.Figures;
using StatusCode = Grpc.Core.StatusCode;

namespace StatExchange.FunctionalTests.Submissions;

/// <summary>What is left after a server was killed or stopped: all or nothing, and never a stuck state.</summary>
public sealed class CrashTests(PostgresCluster cluster)
{
    private static readonly SeriesQuery Everything = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_received_submission_survives_the_death_of_the_server_and_is_published_whole()
    {
        var database = await cluster.CreateDatabaseAsync();
        string id;
        await using (var first = await ServerUnderTest.StartAsync(database))
        {
            id = (await first.Client.UploadAsync("UZ.STAT", Many())).Id;
            await first.KillAsync();
        }

        await using var second = await ServerUnderTest.StartAsync(database);
        var submission = await second.Client.GetSubmissionAsync(id, Cancellation);
        Assert.Equal(SubmissionState.Received, submission.Submission.State);
        Assert.Empty(await second.Client.ReadAsync(Everything));
        await submission.PublishAsync(Cancellation);
        Assert.Equal(Many().Count(), (await second.Client.ReadAsync(Everything)).Count);
    }

    [Fact]
    public async Task A_server_that_dies_while_it_publishes_has_published_nothing()
    {
        var database = await cluster.CreateDatabaseAsync();
        string id;
        await using (var first = await ServerUnderTest.StartAsync(database))
        {
            await first.Client.PublishAsync("UZ.STAT", Append(Series(Key(refArea: "UZ"), At("2015", 1m))));
            var submission = await first.Client.UploadAsync("UZ.STAT", [.. Many(), Append(Series(Key(refArea: "UZ"), At("2015", 2m)))]);
            id = submission.Id;

            // The release is written last: whoever holds its table stops a publication with all of its figures written.
            await using var connection = new NpgsqlConnection(database);
            await connection.OpenAsync(Cancellation);
            await using var transaction = await connection.BeginTransactionAsync(Cancellation);
            await ExecuteAsync(connection, "LOCK TABLE release IN SHARE MODE");
            var publishing = submission.PublishAsync(Cancellation);
            while (await ExecuteAsync(connection, "SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 'release'::regclass") is null)
                await Task.Yield();
            await first.KillAsync();
            await Assert.ThrowsAnyAsync<StatExchangeException>(() => publishing);
            await transaction.RollbackAsync(Cancellation);
        }

        await using var second = await ServerUnderTest.StartAsync(database);
        Assert.Equal("2015=1", await second.Client.ReadTextAsync(Everything));
        var again = await second.Client.GetSubmissionAsync(id, Cancellation);
        Assert.Equal(SubmissionState.Received, again.Submission.State);
        var release = (await again.PublishAsync(Cancellation)).Release;
        Assert.Equal((2, 1), (release.ReleaseId, release.ObservationsChanged));
        Assert.Equal(Many().Count() + 1, (await second.Client.ReadAsync(Everything)).Count);
    }

    [Fact]
    public async Task What_was_acknowledged_survives_a_kill_and_the_upload_goes_on_with_another_server()
    {
        var database = await cluster.CreateDatabaseAsync();
        var opening = new SubmissionOpening { Organisation = "UZ.STAT", ClientToken = "resumed" };
        var options = new UploadOptions { ObservationsPerBatch = 20 };
        await using (var first = await ServerUnderTest.StartAsync(database))
        {
            var submission = await first.Client.OpenSubmissionAsync(opening, Cancellation);
            using var givenUp = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
            var acknowledged = new TaskCompletionSource();
            var progress = new AcknowledgementProgress(() => acknowledged.TrySetResult());
            var upload = submission.UploadAsync(First(Cancellation), options, progress, givenUp.Token);
            await acknowledged.Task.WaitAsync(Cancellation);
            await first.KillAsync();
            await givenUp.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => upload);
        }

        await using var second = await ServerUnderTest.StartAsync(database);
        var resumed = await second.Client.OpenSubmissionAsync(opening, Cancellation);
        Assert.True(resumed.Submission.Batches > 0, "Nothing of what was acknowledged is there.");
        var received = await resumed.UploadAsync(Many().ToAsyncEnumerable(), options, cancellationToken: Cancellation);
        Assert.Equal((SubmissionState.Received, Many().Sum(piece => piece.Series.Periods.Count)), (received.State, received.Observations));
        await resumed.PublishAsync(Cancellation);
        Assert.Equal(Many().Count(), (await second.Client.ReadAsync(Everything)).Count);
    }

    [Fact]
    public async Task A_server_that_is_stopped_ends_open_streams_with_a_retriable_reason()
    {
        await using var server = await ServerUnderTest.StartAsync(await cluster.CreateDatabaseAsync());
        var submission = await server.Client.OpenSubmissionAsync(new SubmissionOpening { Organisation = "UZ.STAT", ClientToken = "open" }, Cancellation);
        using var channel = GrpcChannel.ForAddress(server.Address);
        using var call = new SubmissionsService.SubmissionsServiceClient(channel).UploadSeries(cancellationToken: Cancellation);
        await call.RequestStream.WriteAsync(new UploadSeriesRequest { Start = new UploadStart { SubmissionId = submission.Id } }, Cancellation);
        Assert.True(await call.ResponseStream.MoveNext(Cancellation));

        server.Stop();
        var failure = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(Cancellation));
        Assert.Equal(StatusCode.Unavailable, failure.StatusCode);
        Assert.Equal("SHUTTING_DOWN", failure.GetRpcStatus()!.GetDetail<Google.Rpc.ErrorInfo>()!.Reason);
        Assert.NotNull(failure.GetRpcStatus()!.GetDetail<Google.Rpc.RetryInfo>());
        await server.WaitForExitAsync();
    }

    // The rest is never sent: the server dies first.
    private static async IAsyncEnumerable<StagedSeries> First([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        foreach (var piece in Many().Take(30))
            yield return piece;
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
    }

    private static IEnumerable<StagedSeries> Many() =>
        from counterpart in new[] { "CN", "RU", "KZ", "KG", "TJ", "TM", "AF", "TR", "UA", "BY" }
        from citizenship in new[] { "_T", "UZ", "CN", "RU", "KZ" }
        let key = new SeriesKey { Freq = "A", Indicator = "MIG_IMM_TOT", RefArea = "UZ", CounterpartArea = counterpart, Citizenship = citizenship }
        select Append(Series(key, At("2015", 1m), At("2016", 2m), At("2017", 3m)));

    private static async Task<object?> ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Cancellation);
    }

    private sealed class AcknowledgementProgress(Action acknowledged) : IProgress<UploadProgress>
    {
        public void Report(UploadProgress value) => acknowledged();
    }
}
