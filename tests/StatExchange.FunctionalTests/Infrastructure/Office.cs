using System.Text;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Core.Interceptors;
using StatExchange.V1;

namespace StatExchange.FunctionalTests.Infrastructure;

/// <summary>A person of an organisation, calling the contract itself.</summary>
internal sealed class Office
{
    public Office(ChannelBase channel, string organisation, string person = "")
    {
        Organisation = organisation;
        var invoker = channel.CreateCallInvoker().Intercept(metadata =>
        {
            if (organisation.Length > 0)
                metadata.Add(CallerMetadata.Organisation, organisation);
            if (person.Length > 0)
                metadata.Add(CallerMetadata.Person, Encoding.UTF8.GetBytes(person));
            return metadata;
        });
        Submissions = new SubmissionsService.SubmissionsServiceClient(invoker);
        Releases = new ReleasesService.ReleasesServiceClient(invoker);
        Queries = new QueriesService.QueriesServiceClient(invoker);
        Mappings = new MappingsService.MappingsServiceClient(invoker);
    }

    public string Organisation { get; }

    public SubmissionsService.SubmissionsServiceClient Submissions { get; }

    public ReleasesService.ReleasesServiceClient Releases { get; }

    public QueriesService.QueriesServiceClient Queries { get; }

    public MappingsService.MappingsServiceClient Mappings { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Opens, uploads and justifies.</summary>
    public async Task<Submission> SendAsync(params IReadOnlyList<StagedSeries> series) => await SendAsync(_ => { }, series);

    /// <summary>Opens with more than the usual, uploads and justifies.</summary>
    public async Task<Submission> SendAsync(Action<OpenSubmissionRequest> opening, params IReadOnlyList<StagedSeries> series)
    {
        var request = new OpenSubmissionRequest { Organisation = Organisation, ClientToken = $"{Guid.NewGuid()}", SourceName = "figures.csv" };
        opening(request);
        var opened = await Submissions.OpenSubmissionAsync(request, cancellationToken: Cancellation);
        var submission = await UploadAsync(opened.Submission.SubmissionId, series);
        return submission.UnjustifiedWarnings > 0 ? await JustifyAsync(submission) : submission;
    }

    public async Task<Submission> UploadAsync(string submissionId, IReadOnlyList<StagedSeries> series)
    {
        using var call = Submissions.UploadSeries(cancellationToken: Cancellation);
        await call.RequestStream.WriteAsync(new UploadSeriesRequest { Start = new UploadStart { SubmissionId = submissionId } }, Cancellation);
        await call.RequestStream.WriteAsync(new UploadSeriesRequest { Batch = new UploadBatch { Number = 1, Series = { series } } }, Cancellation);
        var observations = series.Sum(piece => (long)Math.Max(1, piece.Series.Periods.Count));
        await call.RequestStream.WriteAsync(new UploadSeriesRequest { End = new UploadEnd { Batches = 1, Observations = observations } }, Cancellation);
        await call.RequestStream.CompleteAsync();
        Submission? completed = null;
        await foreach (var response in call.ResponseStream.ReadAllAsync(Cancellation))
            completed = response.Completed ?? completed;
        return completed!;
    }

    public async Task<Submission> JustifyAsync(Submission submission) => (await Submissions.JustifyWarningsAsync(
        new JustifyWarningsRequest { SubmissionId = submission.SubmissionId, Text = "It was so." }, cancellationToken: Cancellation)).Submission;

    public async Task<Submission> ApproveAsync(Submission submission) => (await Submissions.ApproveSubmissionAsync(
        new ApproveSubmissionRequest { SubmissionId = submission.SubmissionId }, cancellationToken: Cancellation)).Submission;

    public async Task<Submission> PublishAsync(Submission submission) => (await Submissions.PublishSubmissionAsync(
        new PublishSubmissionRequest { SubmissionId = submission.SubmissionId }, cancellationToken: Cancellation)).Submission;

    /// <summary>Sends and publishes.</summary>
    public async Task<Release> ReleaseAsync(params IReadOnlyList<StagedSeries> series) => (await PublishAsync(await SendAsync(series))).Release;

    public async Task<Submission> ScheduleAsync(Submission submission, DateTimeOffset instant) => (await Submissions.ScheduleSubmissionAsync(
        new ScheduleSubmissionRequest { SubmissionId = submission.SubmissionId, Instant = instant.ToTimestamp() }, cancellationToken: Cancellation)).Submission;

    public async Task<Submission> CancelEmbargoAsync(Submission submission) => (await Submissions.CancelEmbargoAsync(
        new CancelEmbargoRequest { SubmissionId = submission.SubmissionId }, cancellationToken: Cancellation)).Submission;

    public async Task<Submission> WithdrawAsync(Submission submission) => (await Submissions.WithdrawSubmissionAsync(
        new WithdrawSubmissionRequest { SubmissionId = submission.SubmissionId }, cancellationToken: Cancellation)).Submission;

    public async Task<WithdrawReleaseResponse> WithdrawReleaseAsync(long releaseId) => await Releases.WithdrawReleaseAsync(
        new WithdrawReleaseRequest { ReleaseId = releaseId, Reason = "It was wrong." }, cancellationToken: Cancellation);

    public Task<GetSubmissionResponse> GetAsync(Submission submission) => Submissions.GetSubmissionAsync(
        new GetSubmissionRequest { SubmissionId = submission.SubmissionId }, cancellationToken: Cancellation).ResponseAsync;

    public async Task<SubmissionState> StateAsync(Submission submission) => (await GetAsync(submission)).Submission.State;

    /// <summary>Waits until a submission is in a state; the service gets there by itself.</summary>
    public async Task<Submission> WaitForAsync(Submission submission, SubmissionState state)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        deadline.CancelAfter(TimeSpan.FromSeconds(30));
        while (true)
        {
            var now = (await GetAsync(submission)).Submission;
            if (now.State == state)
                return now;
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, deadline.Token);
        }
    }

    /// <summary>The series of a selection as known then; now when it is left out.</summary>
    public async Task<List<Series>> ReadAsync(Selection? selection = null, AsOf? asOf = null)
    {
        using var call = Queries.StreamSeries(new StreamSeriesRequest { Selection = selection ?? new Selection(), AsOf = asOf }, cancellationToken: Cancellation);
        return await call.ResponseStream.ReadAllAsync(Cancellation).SelectMany(message => message.Series).ToListAsync(Cancellation);
    }

    /// <summary>"2017=5 2018=L | 2017=3": all series of a selection.</summary>
    public async Task<string> ReadTextAsync(Selection? selection = null, AsOf? asOf = null) =>
        string.Join(" | ", (await ReadAsync(selection, asOf)).Select(Figures.Text));

    public static AsOf At(DateTimeOffset instant) => new() { Instant = instant.ToTimestamp() };

    public static AsOf After(long releaseId) => new() { ReleaseId = releaseId };

    /// <summary>What a call fails with.</summary>
    public static async Task<Failure> FailureAsync(Func<Task> call) => Failure.Of(await Assert.ThrowsAsync<RpcException>(call));
}
