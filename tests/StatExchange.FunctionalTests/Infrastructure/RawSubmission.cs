using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using StatExchange.V1;

namespace StatExchange.FunctionalTests.Infrastructure;

/// <summary>A submission through the contract itself, with whatever it may be opened with.</summary>
internal sealed class RawSubmission : IDisposable
{
    private readonly ServerUnderTest _server;
    private readonly GrpcChannel _channel;
    private readonly SubmissionsService.SubmissionsServiceClient _client;

    private RawSubmission(ServerUnderTest server)
    {
        _server = server;
        _channel = GrpcChannel.ForAddress(server.Address);
        _client = new SubmissionsService.SubmissionsServiceClient(_channel.Intercept(TestTokens.Bring).Intercept(server.Own));
    }

    /// <summary>The submission as the server last answered it.</summary>
    public Submission State { get; private set; } = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Opens a submission and uploads it in one batch.</summary>
    public static async Task<RawSubmission> UploadAsync(
        ServerUnderTest server, string organisation, IEnumerable<StagedSeries> series, Action<OpenSubmissionRequest>? opening = null)
    {
        var submission = new RawSubmission(server);
        var request = new OpenSubmissionRequest { Organisation = organisation, ClientToken = $"{Guid.NewGuid()}" };
        opening?.Invoke(request);
        submission.State = (await submission._client.OpenSubmissionAsync(request, cancellationToken: Cancellation)).Submission;
        await submission.UploadAsync([.. series]);
        return submission;
    }

    /// <summary>Uploads and publishes; every warning is justified.</summary>
    public static async Task PublishAsync(ServerUnderTest server, string organisation, params IEnumerable<StagedSeries> series)
    {
        using var submission = await UploadAsync(server, organisation, series);
        Assert.DoesNotContain(await submission.FindingsAsync(), finding => finding.Severity == FindingSeverity.Error);
        await submission.PublishAsync();
    }

    /// <summary>All findings, in English unless asked otherwise.</summary>
    public async Task<List<Finding>> FindingsAsync(string language = "")
    {
        var findings = new List<Finding>();
        var request = new ListFindingsRequest { SubmissionId = State.SubmissionId, Language = language };
        do
        {
            var page = await _client.ListFindingsAsync(request, cancellationToken: Cancellation);
            findings.AddRange(page.Findings);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        return findings;
    }

    /// <summary>Justifies what needs it, and publishes.</summary>
    public async Task PublishAsync()
    {
        if (State.UnjustifiedWarnings > 0)
        {
            var request = new JustifyWarningsRequest { SubmissionId = State.SubmissionId, Text = "as it was", Author = "test" };
            await _client.JustifyWarningsAsync(request, cancellationToken: Cancellation);
        }

        State = (await _client.PublishSubmissionAsync(new PublishSubmissionRequest { SubmissionId = State.SubmissionId }, cancellationToken: Cancellation)).Submission;
    }

    public void Dispose() => _channel.Dispose();

    private async Task UploadAsync(IReadOnlyList<StagedSeries> series)
    {
        using var stream = await UploadStream.StartAsync(_server, State.SubmissionId);
        await stream.StageAsync(1, series);
        State = await stream.EndAsync(1, series.Sum(piece => (long)Math.Max(1, piece.Series.Periods.Count)));
    }
}
