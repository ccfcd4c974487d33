using Grpc.Core;
using StatExchange.V1;
using UploadCall = Grpc.Core.AsyncDuplexStreamingCall<StatExchange.V1.UploadSeriesRequest, StatExchange.V1.UploadSeriesResponse>;

namespace StatExchange.Client;

/// <summary>One upload, over as many streams as it takes.</summary>
internal sealed class SeriesUpload(
    SubmissionsService.SubmissionsServiceClient submissions,
    CallRunner runner,
    Submission submission,
    IAsyncEnumerator<UploadBatch> batches,
    UploadOptions options,
    IProgress<UploadProgress>? progress) : IDisposable
{
    private readonly UploadWindow _window = new(options.UnacknowledgedBatches);
    private int _batchCount;
    private long _observationCount;

    public async Task<Submission> RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await runner.RunAsync(RunStreamAsync, cancellationToken) is { } completed)
                return completed;
        }
    }

    public void Dispose() => _window.Dispose();

    /// <summary>Runs one stream.</summary>
    /// <returns>The submission, or null when the stream was cut after it made progress: the attempts count anew.</returns>
    private async Task<Submission?> RunStreamAsync(CancellationToken cancellationToken)
    {
        var acknowledgedBefore = _window.LastAcknowledged;
        using var call = submissions.UploadSeries(cancellationToken: cancellationToken);
        try
        {
            return await ExchangeAsync(call, cancellationToken);
        }
        catch (RpcException exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var failure = ErrorDecoder.Decode(exception);
            if (failure.Reason is ErrorReason.SubmissionState or ErrorReason.BatchOutOfOrder
                && await FindCompletedAsync(cancellationToken) is { } completed)
            {
                return completed;
            }

            if (!failure.IsTransient || _window.LastAcknowledged == acknowledgedBefore)
                throw failure;
            await Task.Delay(runner.DelayAskedFor(failure) ?? TimeSpan.Zero, runner.TimeProvider, cancellationToken);
            return null;
        }
    }

    /// <summary>
    /// The submission when it is complete all the same: a cut took the answer to the end along, or another upload of it was faster.
    /// When it was complete before this upload began, there is nothing that it could have completed.
    /// </summary>
    private async Task<Submission?> FindCompletedAsync(CancellationToken cancellationToken)
    {
        if (submission.State != SubmissionState.Open)
            return null;
        var response = await submissions.GetSubmissionAsync(
            new GetSubmissionRequest { SubmissionId = submission.SubmissionId }, cancellationToken: cancellationToken);
        return response.Submission.State is SubmissionState.Received or SubmissionState.Refused or SubmissionState.Published
            ? response.Submission
            : null;
    }

    /// <summary>Columns that would make the message too large are left out, the last ones first: findings still have their numbers.</summary>
    private UploadStart Start()
    {
        var start = new UploadStart { SubmissionId = submission.SubmissionId, Language = options.Language };
        var bytes = 0;
        start.Columns.AddRange(options.Columns.TakeWhile(column => (bytes += column.CalculateSize()) <= options.BytesPerBatch));
        return start;
    }

    private async Task<Submission> ExchangeAsync(UploadCall call, CancellationToken cancellationToken)
    {
        await TrySendAsync(call, new UploadSeriesRequest { Start = Start() }, cancellationToken);
        if (await call.ResponseStream.MoveNext(cancellationToken))
            _window.Acknowledge(call.ResponseStream.Current.Ready?.LastBatch ?? 0);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reading = ReadAsync(call, ended, cancellationToken);
        try
        {
            await SendAsync(call, ended.Token);
        }
        catch
        {
            // The source of the series failed: that is what the caller is to see, not the stream that ends with it.
            call.Dispose();
            await ((Task)reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }

        return await reading;
    }

    private async Task SendAsync(UploadCall call, CancellationToken ended)
    {
        foreach (var batch in _window.Unacknowledged())
        {
            if (!await TrySendAsync(call, new UploadSeriesRequest { Batch = batch }, ended))
                return;
        }

        while (await TryReserveAsync(ended))
        {
            // Not cancelled with the stream: the source goes on after a cut where it was.
            if (!await batches.MoveNextAsync())
            {
                _window.Release();
                var end = new UploadEnd { Batches = _batchCount, Observations = _observationCount };
                if (await TrySendAsync(call, new UploadSeriesRequest { End = end }, ended))
                    await call.RequestStream.CompleteAsync();
                return;
            }

            _batchCount++;
            _observationCount += UploadBatcher.CountObservations(batches.Current);
            if (_window.TryAdd(batches.Current)
                && !await TrySendAsync(call, new UploadSeriesRequest { Batch = batches.Current }, ended))
            {
                return;
            }
        }
    }

    private async Task<Submission> ReadAsync(UploadCall call, CancellationTokenSource ended, CancellationToken cancellationToken)
    {
        try
        {
            Submission? completed = null;
            while (await call.ResponseStream.MoveNext(cancellationToken))
            {
                var message = call.ResponseStream.Current;
                completed ??= message.Completed;
                if (message.Acknowledgement is { } acknowledged)
                {
                    _window.Acknowledge(acknowledged.LastBatch);
                    progress?.Report(new UploadProgress(
                        acknowledged.LastBatch, acknowledged.Observations, acknowledged.Errors, acknowledged.Findings));
                }
            }

            return completed ?? throw new RpcException(
                new Status(Grpc.Core.StatusCode.Unavailable, "The server ended the upload before it confirmed the end."));
        }
        finally
        {
            await ended.CancelAsync();
        }
    }

    private async Task<bool> TryReserveAsync(CancellationToken ended)
    {
        try
        {
            await _window.ReserveAsync(ended);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Sends a message. Why it could not be sent is read from the responses.</summary>
    private static async Task<bool> TrySendAsync(UploadCall call, UploadSeriesRequest message, CancellationToken ended)
    {
        try
        {
            await call.RequestStream.WriteAsync(message, ended);
            return true;
        }
        catch (Exception exception) when (exception is RpcException or InvalidOperationException or OperationCanceledException)
        {
            return false;
        }
    }
}
