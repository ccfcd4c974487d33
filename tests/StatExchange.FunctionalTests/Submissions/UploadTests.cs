using Grpc.Core;
using Grpc.Net.Client;
using StatExchange.Client;
using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.V1;
using static StatExchange.FunctionalTests.Infrastructure.Figures;
using StatusCode = Grpc.Core.StatusCode;

namespace StatExchange.FunctionalTests.Submissions;

/// <summary>The upload stream itself, spoken to without the client library.</summary>
public sealed class UploadTests(ExchangeFixture exchange) : IClassFixture<ExchangeFixture>, IAsyncLifetime
{
    private readonly GrpcChannel _channel = GrpcChannel.ForAddress(exchange.Server.Address);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private SubmissionsService.SubmissionsServiceClient Submissions => new(_channel);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync()
    {
        _channel.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_cut_upload_resumes_after_the_last_acknowledged_batch()
    {
        var id = await OpenAsync("KZ.BORDER");
        using (var first = Submissions.UploadSeries(cancellationToken: Cancellation))
        {
            Assert.Equal(0, await StartAsync(first, id));
            await SendAsync(first, 1, "2015");
            await SendAsync(first, 2, "2016");
            while ((await NextAsync(first)).Acknowledgement.LastBatch < 2)
            {
            }
        }

        using var second = Submissions.UploadSeries(cancellationToken: Cancellation);
        Assert.Equal(2, await StartAsync(second, id));

        // Sent again, as by a client that lost the acknowledgement: acknowledged, and not staged twice.
        await SendAsync(second, 2, "2016");
        await SendAsync(second, 3, "2017");
        var submission = await EndAsync(second, batches: 3, observations: 3);
        Assert.Equal((SubmissionState.Received, 3L, 3), (submission.State, submission.Observations, submission.Batches));
        await Submissions.PublishSubmissionAsync(new PublishSubmissionRequest { SubmissionId = id }, cancellationToken: Cancellation);
        Assert.Equal("2015=1 2016=1 2017=1", await exchange.Client.ReadTextAsync(new SeriesQuery().Where("DATA_PROVIDER", "KZ.BORDER")));

        // Nothing can be added to what is published.
        using var third = Submissions.UploadSeries(cancellationToken: Cancellation);
        var failure = await Assert.ThrowsAsync<RpcException>(() => StartAsync(third, id));
        Assert.Equal(StatusCode.FailedPrecondition, failure.StatusCode);
    }

    [Fact]
    public async Task An_end_that_is_sent_again_is_answered_again()
    {
        var id = await OpenAsync("KG.NSC");
        using (var first = Submissions.UploadSeries(cancellationToken: Cancellation))
        {
            await StartAsync(first, id);
            await SendAsync(first, 1, "2015");
            await EndAsync(first, batches: 1, observations: 1);
        }

        using var second = Submissions.UploadSeries(cancellationToken: Cancellation);
        Assert.Equal(1, await StartAsync(second, id));
        Assert.Equal(SubmissionState.Received, (await EndAsync(second, batches: 1, observations: 1)).State);
    }

    [Fact]
    public async Task A_gap_between_batches_is_refused_and_what_was_staged_stays()
    {
        var id = await OpenAsync("UZ.STAT");
        using (var call = Submissions.UploadSeries(cancellationToken: Cancellation))
        {
            await StartAsync(call, id);
            await SendAsync(call, 1, "2015");
            await NextAsync(call);
            await SendAsync(call, 3, "2017");
            var failure = await Assert.ThrowsAsync<RpcException>(() => NextAsync(call));
            Assert.Equal(StatusCode.Aborted, failure.StatusCode);
            Assert.Equal(("2", "3"), Metadata(failure, "expected", "received"));
        }

        using var again = Submissions.UploadSeries(cancellationToken: Cancellation);
        Assert.Equal(1, await StartAsync(again, id));
    }

    [Fact]
    public async Task Of_two_streams_on_one_submission_none_is_counted_twice()
    {
        var id = await OpenAsync("TJ.TAJSTAT");
        using var first = Submissions.UploadSeries(cancellationToken: Cancellation);
        using var second = Submissions.UploadSeries(cancellationToken: Cancellation);
        await StartAsync(first, id);
        await StartAsync(second, id);
        await SendAsync(first, 1, "2015");
        Assert.Equal(1, (await NextAsync(first)).Acknowledgement.LastBatch);
        await SendAsync(second, 1, "2015");
        var failure = await Assert.ThrowsAsync<RpcException>(() => NextAsync(second));
        Assert.Equal(StatusCode.Aborted, failure.StatusCode);
        Assert.Equal(1, (await EndAsync(first, batches: 1, observations: 1)).Observations);
    }

    [Fact]
    public async Task An_end_that_announces_more_than_was_staged_publishes_nothing()
    {
        var id = await OpenAsync("TM.STAT");
        using var call = Submissions.UploadSeries(cancellationToken: Cancellation);
        await StartAsync(call, id);
        await SendAsync(call, 1, "2015");
        var failure = await Assert.ThrowsAsync<RpcException>(() => EndAsync(call, batches: 1, observations: 2));
        Assert.Equal(("2", "1"), Metadata(failure, "announced_observations", "staged_observations"));
        failure = await Assert.ThrowsAsync<RpcException>(
            () => Submissions.PublishSubmissionAsync(new PublishSubmissionRequest { SubmissionId = id }, cancellationToken: Cancellation).ResponseAsync);
        Assert.Equal(StatusCode.FailedPrecondition, failure.StatusCode);
    }

    [Fact]
    public async Task Columns_of_different_lengths_are_the_clients_fault_and_harm_nothing()
    {
        var id = await OpenAsync("AZ.SSC");
        using (var call = Submissions.UploadSeries(cancellationToken: Cancellation))
        {
            await StartAsync(call, id);
            await SendAsync(call, 1, "2015");
            await NextAsync(call);
            var broken = Append(new Series { Key = Key(), Periods = { 2015, 2016 }, Values = { 1 } });
            await call.RequestStream.WriteAsync(new UploadSeriesRequest { Batch = new UploadBatch { Number = 2, Series = { broken } } }, Cancellation);
            var failure = await Assert.ThrowsAsync<RpcException>(() => NextAsync(call));
            Assert.Equal(StatusCode.InvalidArgument, failure.StatusCode);
            Assert.Equal("batch.series[0].series.values", failure.GetRpcStatus()!.GetDetail<Google.Rpc.BadRequest>()!.FieldViolations.Single().Field);
        }

        using var again = Submissions.UploadSeries(cancellationToken: Cancellation);
        Assert.Equal(1, await StartAsync(again, id));
    }

    [Fact]
    public async Task A_batch_larger_than_a_message_may_be_is_refused_and_harms_nothing()
    {
        var id = await OpenAsync("UA.SSSU");
        using (var call = Submissions.UploadSeries(cancellationToken: Cancellation))
        {
            await StartAsync(call, id);
            await SendAsync(call, 1, "2015");
            await NextAsync(call);
            var large = Append(new Series { Key = Key(), Periods = { 2016 }, Values = { 1 }, Source = new string('x', 5 * 1024 * 1024) });

            // The server answers before all of it is sent, which may cut the writing short.
            var writing = call.RequestStream.WriteAsync(new UploadSeriesRequest { Batch = new UploadBatch { Number = 2, Series = { large } } }, Cancellation);
            var failure = await Assert.ThrowsAsync<RpcException>(() => NextAsync(call));
            await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            Assert.Equal(StatusCode.ResourceExhausted, failure.StatusCode);
            Assert.Equal("4194304", Metadata(failure, "limit_bytes", "limit_bytes").Item1);
        }

        using var again = Submissions.UploadSeries(cancellationToken: Cancellation);
        Assert.Equal(1, await StartAsync(again, id));
    }

    [Fact]
    public async Task The_same_token_opens_the_same_submission_from_any_client_and_any_organisation_its_own()
    {
        var ids = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => OpenAsync("GE.GEOSTAT", "one")));
        Assert.Single(ids.Distinct());
        Assert.NotEqual(ids[0], await OpenAsync("GE.GEOSTAT", "two"));
        Assert.NotEqual(ids[0], await OpenAsync("MD.NBS", "one"));
    }

    [Fact]
    public async Task Unknown_organisations_and_dataflows_are_refused()
    {
        var organisation = await Assert.ThrowsAsync<RpcException>(() => OpenAsync("KZ.BORDERS"));
        Assert.Equal((StatusCode.NotFound, "KZ.BORDER"), (organisation.StatusCode, Metadata(organisation, "nearest", "nearest").Item1));
        var dataflow = await Assert.ThrowsAsync<StatExchangeException>(() => exchange.Client.OpenSubmissionAsync(
            new SubmissionOpening { Organisation = "KZ.BNS", ClientToken = "x", Dataflow = "PPMO:MIGRATION_PROFILE(2.0)" }, Cancellation));
        Assert.Equal((ErrorReason.DataflowNotFound, "PPMO:MIGRATION_PROFILE(1.0)"), (dataflow.Reason, dataflow.Metadata["expected"]));
    }

    [Fact]
    public async Task Submissions_are_listed_the_latest_first_page_by_page()
    {
        for (var i = 0; i < 5; i++)
            await OpenAsync("BY.BELSTAT", $"{i}");
        var first = await Submissions.ListSubmissionsAsync(new ListSubmissionsRequest { Organisation = "BY.BELSTAT", PageSize = 3 }, cancellationToken: Cancellation);
        var second = await Submissions.ListSubmissionsAsync(
            new ListSubmissionsRequest { Organisation = "BY.BELSTAT", PageSize = 3, PageToken = first.NextPageToken }, cancellationToken: Cancellation);
        Assert.Equal(["4", "3", "2", "1", "0"], first.Submissions.Concat(second.Submissions).Select(submission => submission.ClientToken));
        Assert.Empty(second.NextPageToken);
    }

    private static (string, string) Metadata(RpcException failure, string first, string second)
    {
        var metadata = failure.GetRpcStatus()!.GetDetail<Google.Rpc.ErrorInfo>()!.Metadata;
        return (metadata[first], metadata[second]);
    }

    private static async Task<int> StartAsync(AsyncDuplexStreamingCall<UploadSeriesRequest, UploadSeriesResponse> call, string id)
    {
        await call.RequestStream.WriteAsync(new UploadSeriesRequest { Start = new UploadStart { SubmissionId = id } }, Cancellation);
        return (await NextAsync(call)).Ready.LastBatch;
    }

    private static Task SendAsync(AsyncDuplexStreamingCall<UploadSeriesRequest, UploadSeriesResponse> call, int number, string period) =>
        call.RequestStream.WriteAsync(
            new UploadSeriesRequest { Batch = new UploadBatch { Number = number, Series = { Append(Series(Key(), At(period, 1m))) } } }, Cancellation);

    private static async Task<Submission> EndAsync(
        AsyncDuplexStreamingCall<UploadSeriesRequest, UploadSeriesResponse> call, int batches, long observations)
    {
        await call.RequestStream.WriteAsync(new UploadSeriesRequest { End = new UploadEnd { Batches = batches, Observations = observations } }, Cancellation);
        while (true)
        {
            if ((await NextAsync(call)).Completed is { } submission)
                return submission;
        }
    }

    private static async Task<UploadSeriesResponse> NextAsync(AsyncDuplexStreamingCall<UploadSeriesRequest, UploadSeriesResponse> call)
    {
        Assert.True(await call.ResponseStream.MoveNext(Cancellation), "The stream ended.");
        return call.ResponseStream.Current;
    }

    private async Task<string> OpenAsync(string organisation, string? token = null) => (await Submissions.OpenSubmissionAsync(
        new OpenSubmissionRequest { Organisation = organisation, ClientToken = token ?? $"{Guid.NewGuid()}" }, cancellationToken: Cancellation)).Submission.SubmissionId;
}
