using Grpc.Core;
using Grpc.Net.Client;
using StatExchange.V1;

namespace StatExchange.FunctionalTests.Infrastructure;

/// <summary>
/// One upload stream on a connection of its own, as the organisation of the submission, message by message, to be cut, repeated and garbled as no client library would.
/// Disposing it cuts it.
/// </summary>
internal sealed class UploadStream : IDisposable
{
    // A server that never answers fails the test instead of holding it.
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromMinutes(1);

    private readonly GrpcChannel _channel;
    private readonly ServerUnderTest _server;
    private AsyncDuplexStreamingCall<UploadSeriesRequest, UploadSeriesResponse>? _call;

    private UploadStream(ServerUnderTest server)
    {
        _server = server;
        _channel = GrpcChannel.ForAddress(server.Address);
    }

    /// <summary>What the server said was staged when the stream began.</summary>
    public int LastBatch { get; private set; }

    /// <summary>The findings that acknowledgements have shown so far.</summary>
    public List<Finding> Findings { get; } = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A stream that begins with the first message.</summary>
    public static UploadStream Connect(ServerUnderTest server) => new(server);

    /// <summary>Connects and waits until the server is ready.</summary>
    public static async Task<UploadStream> StartAsync(ServerUnderTest server, string submissionId)
    {
        var stream = Connect(server);
        await stream.SendStartAsync(submissionId);
        await stream.ReadyAsync();
        return stream;
    }

    /// <summary>Waits until the server is ready.</summary>
    public async Task ReadyAsync() => LastBatch = (await ReadAsync()).Ready.LastBatch;

    /// <summary>Sends a batch and does not wait for anything.</summary>
    public Task SendAsync(int number, params IEnumerable<StagedSeries> series) =>
        WriteAsync(new UploadSeriesRequest { Batch = new UploadBatch { Number = number, Series = { series } } });

    /// <summary>Sends a batch and waits until it is durable.</summary>
    public async Task<UploadAcknowledgement> StageAsync(int number, params IEnumerable<StagedSeries> series)
    {
        await SendAsync(number, series);
        return await AcknowledgementAsync(number);
    }

    /// <summary>Waits until a batch is durable.</summary>
    public async Task<UploadAcknowledgement> AcknowledgementAsync(int number)
    {
        while (true)
        {
            var acknowledgement = (await ReadAsync()).Acknowledgement;
            Findings.AddRange(acknowledgement.Findings);
            if (acknowledgement.LastBatch >= number)
                return acknowledgement;
        }
    }

    /// <summary>Says that all is sent and does not wait for the answer.</summary>
    public Task SendEndAsync(int batches, long observations) =>
        WriteAsync(new UploadSeriesRequest { End = new UploadEnd { Batches = batches, Observations = observations } });

    /// <summary>Waits for the next acknowledgement.</summary>
    /// <returns>The last staged batch; null when another stream staged meanwhile.</returns>
    public async Task<int?> TryAcknowledgementAsync()
    {
        try
        {
            return (await ReadAsync()).Acknowledgement.LastBatch;
        }
        catch (RpcException exception)
        {
            Assert.Equal("BATCH_OUT_OF_ORDER", Failure.Of(exception).Reason);
            return null;
        }
    }

    /// <summary>Ends the upload.</summary>
    public async Task<Submission> EndAsync(int batches, long observations)
    {
        await SendEndAsync(batches, observations);
        return await CompletedAsync();
    }

    /// <summary>Waits for the answer to the end, with which the stream ends.</summary>
    public async Task<Submission> CompletedAsync()
    {
        var completed = (await ReadAsync()).Completed;
        Assert.False(await _call!.ResponseStream.MoveNext(Cancellation));
        return completed;
    }

    /// <summary>Why the server ends the stream; acknowledgements that come before are passed over.</summary>
    public async Task<Failure> FailureAsync() => Failure.Of(await Assert.ThrowsAsync<RpcException>(async () =>
    {
        while (true)
            await ReadAsync();
    }));

    /// <summary>Sends a message. When the server has ended the stream already, reading tells why.</summary>
    public async Task WriteAsync(UploadSeriesRequest message)
    {
        _call ??= Begin(message.Start?.SubmissionId ?? string.Empty);
        try
        {
            await _call.RequestStream.WriteAsync(message, Cancellation);
        }
        catch (Exception exception) when (exception is RpcException or InvalidOperationException)
        {
        }
    }

    /// <summary>Sends the start only.</summary>
    public Task SendStartAsync(string submissionId) =>
        WriteAsync(new UploadSeriesRequest { Start = new UploadStart { SubmissionId = submissionId } });

    public void Dispose()
    {
        _call?.Dispose();
        _channel.Dispose();
    }

    private AsyncDuplexStreamingCall<UploadSeriesRequest, UploadSeriesResponse> Begin(string submissionId) =>
        new V1.SubmissionsService.SubmissionsServiceClient(_channel).UploadSeries(
            ActingCaller.Add([], _server.Own.OfSubmission(submissionId)), TimeProvider.System.GetUtcNow().UtcDateTime + GiveUpAfter, Cancellation);

    private async Task<UploadSeriesResponse> ReadAsync()
    {
        Assert.True(await _call!.ResponseStream.MoveNext(Cancellation), "The server ended the stream without an answer.");
        return _call.ResponseStream.Current;
    }
}
