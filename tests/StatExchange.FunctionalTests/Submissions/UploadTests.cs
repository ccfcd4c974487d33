using StatExchange.Client;
using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.V1;
using static StatExchange.FunctionalTests.Infrastructure.Figures;
using StatusCode = Grpc.Core.StatusCode;

namespace StatExchange.FunctionalTests.Submissions;

/// <summary>However an upload is cut, repeated or garbled, what is staged is what was sent, once.</summary>
public sealed class UploadTests(ExchangeFixture exchange) : IClassFixture<ExchangeFixture>
{
    private static readonly string[] Counterparts = ["CN", "RU", "UZ", "KG", "TJ", "TM"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_upload_goes_on_where_it_was_cut()
    {
        var submission = await exchange.Client.OpenAsync("AM.ARMSTAT");
        for (var batch = 1; batch <= Counterparts.Length; batch++)
        {
            using var stream = await UploadStream.StartAsync(exchange.Server, submission.Id);
            Assert.Equal(batch - 1, stream.LastBatch);
            await stream.StageAsync(batch, Batch("AM", batch));
        }

        using var last = await UploadStream.StartAsync(exchange.Server, submission.Id);
        var completed = await last.EndAsync(Counterparts.Length, 2 * Counterparts.Length);

        var uncut = await exchange.Client.OpenAsync("GE.GEOSTAT");
        using (var stream = await UploadStream.StartAsync(exchange.Server, uncut.Id))
        {
            for (var batch = 1; batch <= Counterparts.Length; batch++)
                await stream.SendAsync(batch, Batch("GE", batch));
            await stream.SendEndAsync(Counterparts.Length, 2 * Counterparts.Length);
            await stream.AcknowledgementAsync(Counterparts.Length);
            Assert.Equal(Counts(completed), Counts(await stream.CompletedAsync()));
        }

        await submission.PublishAsync(Cancellation);
        await uncut.PublishAsync(Cancellation);
        var text = await exchange.Client.ReadTextAsync(new SeriesQuery().Where("REF_AREA", "AM"));
        Assert.Equal(string.Join(" | ", Enumerable.Range(1, Counterparts.Length).Select(batch => $"2016={batch} 2017={10 + batch}")), Sorted(text));
        Assert.Equal(Sorted(text), Sorted(await exchange.Client.ReadTextAsync(new SeriesQuery().Where("REF_AREA", "GE"))));
    }

    [Fact]
    public async Task Batches_cut_off_before_they_were_acknowledged_are_sent_again_and_count_once()
    {
        var submission = await exchange.Client.OpenAsync("AZ.SSC");
        var acknowledged = 0;
        while (acknowledged < Counterparts.Length)
        {
            using var stream = await UploadStream.StartAsync(exchange.Server, submission.Id);
            Assert.InRange(stream.LastBatch, acknowledged, Counterparts.Length);

            // The stream before may still be staging what it was sent last; then this one is asked to begin anew.
            for (var batch = stream.LastBatch + 1; batch <= Math.Min(stream.LastBatch + 3, Counterparts.Length); batch++)
                await stream.SendAsync(batch, Batch("AZ", batch));

            // Nothing is acknowledged where nothing was left to send.
            acknowledged = stream.LastBatch == Counterparts.Length ? stream.LastBatch : await stream.TryAcknowledgementAsync() ?? stream.LastBatch;
        }

        using var last = await UploadStream.StartAsync(exchange.Server, submission.Id);
        Assert.Equal(Counterparts.Length, last.LastBatch);
        Assert.Equal(SubmissionState.Received, (await last.EndAsync(Counterparts.Length, 2 * Counterparts.Length)).State);
        Assert.Equal(2 * Counterparts.Length, (await submission.PublishAsync(Cancellation)).Release.ObservationsAdded);
    }

    [Fact]
    public async Task A_batch_sent_twice_is_acknowledged_and_staged_once()
    {
        var submission = await exchange.Client.OpenAsync("BY.BELSTAT");
        using var stream = await UploadStream.StartAsync(exchange.Server, submission.Id);
        await stream.StageAsync(1, Batch("BY", 1));
        await stream.StageAsync(2, Batch("BY", 2));
        var again = await stream.StageAsync(1, Batch("BY", 1));
        Assert.Equal((2, 4), (again.LastBatch, again.Observations));

        // In one go, so that the repetition arrives while the batch itself may still be waiting to be staged.
        await stream.SendAsync(3, Batch("BY", 3));
        await stream.SendAsync(3, Batch("BY", 3));
        await stream.SendAsync(4, Batch("BY", 4));
        Assert.Equal(8, (await stream.AcknowledgementAsync(4)).Observations);
        var completed = await stream.EndAsync(4, 8);
        Assert.Equal((SubmissionState.Received, 4, 4, 8), (completed.State, completed.Batches, completed.Series, completed.Observations));

        // All that the cut took along was the acknowledgement: the repetition waits for nothing but that.
        using var late = await UploadStream.StartAsync(exchange.Server, submission.Id);
        Assert.Equal(8, (await late.StageAsync(4, Batch("BY", 4))).Observations);
    }

    [Fact]
    public async Task A_gap_between_batches_is_out_of_order_and_can_be_closed()
    {
        var submission = await exchange.Client.OpenAsync("KG.NSC");
        using (var stream = await UploadStream.StartAsync(exchange.Server, submission.Id))
        {
            await stream.StageAsync(1, Batch("KG", 1));
            await stream.SendAsync(3, Batch("KG", 3));
            Assert.Equivalent(OutOfOrder(expected: "2", received: "3"), await stream.FailureAsync());
        }

        using var again = await UploadStream.StartAsync(exchange.Server, submission.Id);
        Assert.Equal(1, again.LastBatch);
        await again.StageAsync(2, Batch("KG", 2));
        Assert.Equal(SubmissionState.Received, (await again.EndAsync(2, 4)).State);
    }

    [Fact]
    public async Task Of_two_streams_on_a_submission_the_later_is_sent_back_to_what_is_staged()
    {
        var submission = await exchange.Client.OpenAsync("KZ.BNS");
        using var first = await UploadStream.StartAsync(exchange.Server, submission.Id);
        using var second = await UploadStream.StartAsync(exchange.Server, submission.Id);
        await first.StageAsync(1, Batch("KZ", 1));
        await second.SendAsync(1, Batch("KZ", 1));
        Assert.Equivalent(OutOfOrder(expected: "2", received: "1"), await second.FailureAsync());

        using var third = await UploadStream.StartAsync(exchange.Server, submission.Id);
        Assert.Equal(1, third.LastBatch);
        await third.StageAsync(2, Batch("KZ", 2));
        await first.SendAsync(2, Batch("KZ", 2));
        Assert.Equal("BATCH_OUT_OF_ORDER", (await first.FailureAsync()).Reason);
        var completed = await third.EndAsync(2, 4);
        Assert.Equal((SubmissionState.Received, 2, 2, 4), (completed.State, completed.Batches, completed.Series, completed.Observations));
    }

    [Fact]
    public async Task Two_clients_that_upload_the_same_file_at_once_deliver_it_once()
    {
        const int batches = 40;
        var token = $"{Guid.NewGuid()}";
        var uploads = await Task.WhenAll(Enumerable.Range(0, 2).Select(async _ =>
        {
            var submission = await exchange.Client.OpenAsync("UZ.STAT", token);
            return await submission.UploadAsync(
                Enumerable.Range(2000, batches).Select(year => Append(Series(Key(refArea: "UZ"), At($"{year}", 1m)))).ToAsyncEnumerable(),
                new UploadOptions { ObservationsPerBatch = 1, UnacknowledgedBatches = 2 }, cancellationToken: Cancellation);
        }));
        Assert.Equal(uploads[0], uploads[1]);
        Assert.Equal((SubmissionState.Received, batches, batches), (uploads[0].State, uploads[0].Batches, uploads[0].Observations));
    }

    [Theory]
    [InlineData(3, 4)]
    [InlineData(2, 5)]
    [InlineData(1, 4)]
    [InlineData(2, 3)]
    public async Task An_end_with_other_counts_than_staged_leaves_nothing_to_publish(int batches, long observations)
    {
        var submission = await exchange.Client.OpenAsync("TJ.TAJSTAT");
        using (var stream = await UploadStream.StartAsync(exchange.Server, submission.Id))
        {
            await stream.StageAsync(1, Batch("TJ", 1));
            await stream.StageAsync(2, Batch("TJ", 2));
            await stream.SendEndAsync(batches, observations);
            var failure = await stream.FailureAsync();
            Assert.Equal((StatusCode.FailedPrecondition, "UPLOAD_INCOMPLETE"), (failure.Code, failure.Reason));
            Assert.Equal(("2", "4"), (failure.Metadata["staged_batches"], failure.Metadata["staged_observations"]));
            Assert.Equal(($"{batches}", $"{observations}"), (failure.Metadata["announced_batches"], failure.Metadata["announced_observations"]));
        }

        var refusal = await Assert.ThrowsAsync<StatExchangeException>(() => submission.PublishAsync(Cancellation));
        Assert.Equal((ErrorReason.SubmissionState, "OPEN"), (refusal.Reason, refusal.Metadata["state"]));
        Assert.Empty(await exchange.Client.ReadAsync(new SeriesQuery().Where("REF_AREA", "TJ")));
        Assert.Equal(SubmissionState.Withdrawn, (await submission.WithdrawAsync(Cancellation)).State);
    }

    [Fact]
    public async Task The_end_sent_again_gets_the_same_answer()
    {
        var submission = await exchange.Client.OpenAsync("TM.STAT");
        using (var stream = await UploadStream.StartAsync(exchange.Server, submission.Id))
        {
            await stream.StageAsync(1, Batch("TM", 1));
            await stream.SendEndAsync(1, 2);
        }

        // Whether or not the cut came before the server had read it, the end counts once.
        using var second = await UploadStream.StartAsync(exchange.Server, submission.Id);
        var completed = await second.EndAsync(1, 2);
        Assert.Equal(SubmissionState.Received, completed.State);
        using var third = await UploadStream.StartAsync(exchange.Server, submission.Id);
        Assert.Equal(completed, await third.EndAsync(1, 2));
        Assert.Equal(completed, await submission.RefreshAsync(Cancellation));

        using var more = await UploadStream.StartAsync(exchange.Server, submission.Id);
        await more.SendAsync(2, Batch("TM", 2));
        Assert.Equal(("SUBMISSION_STATE", "RECEIVED"), State(await more.FailureAsync()));
    }

    [Fact]
    public async Task A_closed_submission_takes_no_upload()
    {
        var published = await exchange.Client.UploadAsync("MD.NBS", Batch("MD", 1));
        await published.PublishAsync(Cancellation);
        var withdrawn = await exchange.Client.UploadAsync("MD.NBS", Batch("MD", 1));
        await withdrawn.WithdrawAsync(Cancellation);
        foreach (var (submission, state) in new[] { (published, "PUBLISHED"), (withdrawn, "WITHDRAWN") })
        {
            using var stream = UploadStream.Connect(exchange.Server);
            await stream.SendStartAsync(submission.Id);
            var failure = await stream.FailureAsync();
            Assert.Equal((StatusCode.FailedPrecondition, submission.Id), (failure.Code, failure.Metadata["submission_id"]));
            Assert.Equal(("SUBMISSION_STATE", state), State(failure));
        }
    }

    [Fact]
    public async Task A_submission_withdrawn_under_an_open_stream_takes_no_more()
    {
        var submission = await exchange.Client.OpenAsync("UA.SSSU");
        using var stream = await UploadStream.StartAsync(exchange.Server, submission.Id);
        await stream.StageAsync(1, Batch("UA", 1));
        await submission.WithdrawAsync(Cancellation);
        await stream.SendAsync(2, Batch("UA", 2));
        Assert.Equal(("SUBMISSION_STATE", "WITHDRAWN"), State(await stream.FailureAsync()));
        Assert.Equal(1, (await submission.RefreshAsync(Cancellation)).Batches);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no-uuid")]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    public async Task An_upload_needs_a_submission(string id)
    {
        using var stream = UploadStream.Connect(exchange.Server);
        await stream.SendStartAsync(id);
        var failure = await stream.FailureAsync();
        Assert.Equal((StatusCode.NotFound, "SUBMISSION_NOT_FOUND", id), (failure.Code, failure.Reason, failure.Metadata["submission_id"]));
    }

    [Fact]
    public async Task Findings_are_shown_with_the_acknowledgement_of_their_batch()
    {
        var submission = await exchange.Client.OpenAsync("LV.CSP");
        using var stream = await UploadStream.StartAsync(exchange.Server, submission.Id);
        await stream.StageAsync(1, Append(Series(Key(refArea: "LV"), At("2016", 1m, 'Q'), At("2017", 2m))));
        Assert.Single(stream.Findings);
        Assert.Equal(2, (await stream.StageAsync(2, Append(Series(Key(refArea: "LVA"), At("2016", 1m)), firstRow: 4))).Errors);
        Assert.Equal(SubmissionState.Refused, (await stream.EndAsync(2, 3)).State);
        Assert.Equal([(1, 1, 2), (2, 2, 4)], stream.Findings.Select(finding => ((int)finding.Number, finding.Batch, finding.Row)));
        Assert.Equal(stream.Findings, await submission.FindingsAsync().ToListAsync(Cancellation));
    }

    [Fact]
    public async Task Submissions_are_listed_the_latest_first_page_by_page()
    {
        for (var i = 0; i < 5; i++)
            await exchange.Client.OpenAsync("LT.VDA", $"{i}");
        var submissions = exchange.Server.Submissions;
        var request = new ListSubmissionsRequest { Organisation = "LT.VDA", PageSize = 3 };
        var first = await submissions.ListSubmissionsAsync(request, cancellationToken: Cancellation);
        request.PageToken = first.NextPageToken;
        var second = await submissions.ListSubmissionsAsync(request, cancellationToken: Cancellation);
        Assert.Equal(["4", "3", "2", "1", "0"], first.Submissions.Concat(second.Submissions).Select(submission => submission.ClientToken));
        Assert.Empty(second.NextPageToken);
    }

    private static StagedSeries Batch(string refArea, int number) =>
        Append(Series(Key(refArea: refArea, counterpart: Counterparts[number - 1]), At("2016", number), At("2017", 10 + number)), firstRow: number * 2);

    private static (int Batches, long Series, long Observations, SubmissionState State) Counts(Submission submission) =>
        (submission.Batches, submission.Series, submission.Observations, submission.State);

    private static string Sorted(string text) => string.Join(" | ", text.Split(" | ").Order(StringComparer.Ordinal));

    private static Failure OutOfOrder(string expected, string received) => new(
        StatusCode.Aborted, "BATCH_OUT_OF_ORDER",
        new Dictionary<string, string> { ["expected"] = expected, ["received"] = received }, [], null);

    private static (string Reason, string State) State(Failure failure) => (failure.Reason, failure.Metadata["state"]);
}
