using Grpc.Core;
using StatExchange.V1;

namespace StatExchange.Client;

/// <summary>The stream of an answer, taken up again after its last resume token whenever it is cut.</summary>
internal sealed class SeriesStream(QueriesService.QueriesServiceClient queries, CallRunner runner, SeriesQuery query) : IDisposable
{
    private readonly Selection _selection = query.ToSelection();
    private AsyncServerStreamingCall<StreamSeriesResponse>? _call;
    private string _resumeToken = "";

    /// <summary>The next message; null after the last.</summary>
    public Task<StreamSeriesResponse?> ReadAsync(CancellationToken cancellationToken) => runner.RunAsync(TryReadAsync, cancellationToken);

    public void Dispose() => _call?.Dispose();

    private async Task<StreamSeriesResponse?> TryReadAsync(CancellationToken cancellationToken)
    {
        var resuming = _resumeToken.Length > 0 && _call is null;
        _call ??= queries.StreamSeries(
            new StreamSeriesRequest { Selection = _selection, AsOf = query.AsOf, ResumeToken = _resumeToken }, cancellationToken: default);
        try
        {
            while (await _call.ResponseStream.MoveNext(cancellationToken))
            {
                var message = _call.ResponseStream.Current;
                if (message.ResumeToken.Length > 0)
                    _resumeToken = message.ResumeToken;
                // The first message of a resumed stream may bring nothing but the vintage, which is known. It is no progress:
                // a server that is cut again and again right after it must use up the attempts.
                if (!resuming || message.Series.Count > 0)
                    return message;
            }

            return null;
        }
        catch (RpcException)
        {
            _call.Dispose();
            _call = null;
            throw;
        }
    }
}
