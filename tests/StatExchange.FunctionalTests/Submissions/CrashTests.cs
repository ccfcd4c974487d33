using System.Runtime.CompilerServices;
using StatExchange.Client;
using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.V1;
using static StatExchange.FunctionalTests.Infrastructure.Figures;

namespace StatExchange.FunctionalTests.Submissions;

/// <summary>kill -9 at the worst moment: what was acknowledged is there, what was not published is not.</summary>
public sealed class CrashTests(PostgresCluster cluster)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Acknowledged_batches_survive_a_kill_in_the_middle_of_an_upload()
    {
        const int batches = 6;
        var database = await cluster.CreateDatabaseAsync();
        await using var server = await ServerUnderTest.StartAsync(database);
        var submission = await server.Client.OpenAsync(Provider);
        using (var stream = await UploadStream.StartAsync(server, submission.Id))
        {
            for (var batch = 1; batch <= batches; batch++)
                await stream.SendAsync(batch, Year(2000 + batch));
            await stream.AcknowledgementAsync(3);
            await server.KillAsync();
        }

        await using var restarted = await ServerUnderTest.StartAsync(database);
        using var again = await UploadStream.StartAsync(restarted, submission.Id);
        Assert.InRange(again.LastBatch, 3, batches);
        for (var batch = again.LastBatch + 1; batch <= batches; batch++)
            await again.StageAsync(batch, Year(2000 + batch));
        Assert.Equal(SubmissionState.Received, (await again.EndAsync(batches, batches)).State);

        var release = (await (await restarted.As(Provider).Client.GetSubmissionAsync(submission.Id, Cancellation)).PublishAsync(Cancellation)).Release;
        Assert.Equal((1, 1, batches), (release.ReleaseId, release.SeriesAdded, release.ObservationsAdded));
        Assert.Equal("2001=2001 2002=2002 2003=2003 2004=2004 2005=2005 2006=2006", await restarted.Client.ReadTextAsync(new SeriesQuery()));
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
        Assert.Equal(Many().Count(), (await second.Client.ReadAsync(new SeriesQuery())).Count);
    }

    [Fact]
    public async Task A_received_submission_survives_a_kill_and_is_published_whole()
    {
        var database = await cluster.CreateDatabaseAsync();
        await using var server = await ServerUnderTest.StartAsync(database);
        var submission = await server.Client.UploadAsync(Provider, Year(2016), Year(2017));
        await server.KillAsync();

        await using var restarted = await ServerUnderTest.StartAsync(database);
        var again = await restarted.As(Provider).Client.GetSubmissionAsync(submission.Id, Cancellation);
        Assert.Equal(submission.Submission, again.Submission);
        Assert.Equal((SubmissionState.Received, 2), (again.Submission.State, again.Submission.Observations));
        Assert.Equal((1, 2), ((await again.PublishAsync(Cancellation)).Release.ReleaseId, again.Submission.Release.ObservationsAdded));
        Assert.Equal("2016=2016 2017=2017", await restarted.Client.ReadTextAsync(new SeriesQuery()));
    }

    [Fact]
    public async Task A_publication_killed_before_its_end_never_was()
    {
        var database = await cluster.CreateDatabaseAsync();
        await using var server = await ServerUnderTest.StartAsync(database);
        await server.Client.PublishAsync(Provider, Year(2016), Append(Series(Key(counterpart: "RU"), At("2016", 1m))));
        var submission = await ReviseAsync(server.Client);
        var before = await StateAsync(server);

        await using (var held = await HeldPublication.BeginAsync(database))
        {
            var publishing = submission.PublishAsync(Cancellation);
            await held.WaitUntilItWaitsAsync(publishing);
            Assert.Equal(before, await StateAsync(server));
            await server.KillAsync();
            await Assert.ThrowsAsync<ServiceUnavailableException>(() => publishing);
        }

        await using var restarted = await ServerUnderTest.StartAsync(database);
        Assert.Equal(before, await StateAsync(restarted));
        var again = await restarted.As(Provider).Client.GetSubmissionAsync(submission.Id, Cancellation);
        Assert.Equal(SubmissionState.Received, again.Submission.State);
        Assert.Null(again.Submission.Release);

        var release = (await again.PublishAsync(Cancellation)).Release;
        Assert.Equal((2, 1, 2), (release.ReleaseId, release.SeriesAdded, release.SeriesChanged));
        Assert.Equal((2, 1, 1), (release.ObservationsAdded, release.ObservationsChanged, release.ObservationsDeleted));
        Assert.Equal("2016=2015 2017=2017 | 2016=3", await restarted.Client.ReadTextAsync(new SeriesQuery()));
    }

    [Fact]
    public async Task A_publication_repeated_by_the_client_across_a_kill_is_one_release()
    {
        var database = await cluster.CreateDatabaseAsync();
        await using var server = await ServerUnderTest.StartAsync(database);
        await server.Client.PublishAsync(Provider, Year(2016), Append(Series(Key(counterpart: "RU"), At("2016", 1m))));
        await using var client = server.PatientClient();
        var submission = await ReviseAsync(client);

        Task<Submission> publishing;
        await using (var held = await HeldPublication.BeginAsync(database))
        {
            publishing = submission.PublishAsync(Cancellation);
            await held.WaitUntilItWaitsAsync(publishing);
            await server.KillAsync();
        }

        await using var restarted = await ServerUnderTest.StartAsync(database, ("ASPNETCORE_URLS", server.Address.ToString()));
        var published = await publishing;
        Assert.Equal((2, 2), (published.Release.ReleaseId, published.Release.ObservationsAdded));
        Assert.Equal((2, 2), await ReleasesAsync(restarted));

        // The answer may be what was lost: asking once more, also after another kill, finds the same release.
        await restarted.KillAsync();
        await using var last = await ServerUnderTest.StartAsync(database, ("ASPNETCORE_URLS", server.Address.ToString()));
        Assert.Equal(published, await submission.PublishAsync(Cancellation));
        Assert.Equal((2, 2), await ReleasesAsync(last));
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

    private static StagedSeries Year(int year) => Append(Series(Key(), At($"{year}", year)), firstRow: year);

    // Something of everything: a series changed, one emptied, one added.
    private static Task<SubmissionHandle> ReviseAsync(StatExchangeClient client) => client.UploadAsync(
        Provider,
        Append(Series(Key(), At("2016", 2015m), At("2017", 2017m))),
        Do(SeriesAction.Delete, new Series { Key = Key(counterpart: "RU") }),
        Append(Series(Key(counterpart: "UZ"), At("2016", 3m))));

    private static async Task<string> StateAsync(ServerUnderTest server)
    {
        var figures = await server.Client.ReadTextAsync(new SeriesQuery());
        var submissions = await server.As(Provider).Client.ListSubmissionsAsync().Select(submission => $"{submission.State} {submission.Release}").ToListAsync(Cancellation);
        return string.Join('\n', submissions.Prepend(figures));
    }

    /// <summary>How many releases there are, and the latest.</summary>
    private static async Task<(int Count, int Latest)> ReleasesAsync(ServerUnderTest server)
    {
        var releases = await server.As(Provider).Client.ListSubmissionsAsync(state: SubmissionState.Published).Select(submission => (int)submission.Release.ReleaseId).ToListAsync(Cancellation);
        return (releases.Count, releases.Max());
    }

    private sealed class AcknowledgementProgress(Action acknowledged) : IProgress<UploadProgress>
    {
        public void Report(UploadProgress value) => acknowledged();
    }
}
