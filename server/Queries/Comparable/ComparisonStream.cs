using Grpc.Core;
using StatExchange.Server.Telemetry;

namespace StatExchange.Server.Queries.Comparable;

/// <summary>Sends what is compared or put together: each message when it is large enough, with the token that resumes after it.</summary>
/// <typeparam name="TMessage">The message.</typeparam>
/// <param name="responses">Where to.</param>
/// <param name="first">The first message, with what only it holds; it is sent in any case.</param>
/// <param name="start">Where the answer begins.</param>
/// <param name="cancellationToken">Ends the stream.</param>
internal sealed class ComparisonStream<TMessage>(IServerStreamWriter<TMessage> responses, TMessage first, KeyToken start, CancellationToken cancellationToken)
    where TMessage : class, new()
{
    // Large enough that a message's own cost does not count; far below what a message may have.
    private const int BytesPerMessage = 256 * 1024;

    private KeyToken _position = start;
    private int _bytes;
    private int _observations;
    private bool _hasContent = true;

    /// <summary>Makes the token of a position.</summary>
    public required Action<TMessage, KeyToken> SetToken { get; init; }

    /// <summary>The message that is filled.</summary>
    public TMessage Message { get; private set; } = first;

    /// <summary>Says what was added to the message.</summary>
    /// <param name="key">Where the answer has come to with it.</param>
    /// <param name="bytes">How large it is.</param>
    /// <param name="observations">How many observations it has.</param>
    public Task AddedAsync(int[] key, int bytes, int observations)
    {
        _position = _position with { Key = key };
        _bytes += bytes;
        _observations += observations;
        _hasContent = true;
        return _bytes < BytesPerMessage ? Task.CompletedTask : SendAsync();
    }

    /// <summary>Sends what is left.</summary>
    public Task FinishAsync() => _hasContent ? SendAsync() : Task.CompletedTask;

    private async Task SendAsync()
    {
        // Not with the token of cancellation: a write that is cancelled resets the stream, and the caller is not told why.
        cancellationToken.ThrowIfCancellationRequested();
        SetToken(Message, _position);
        await responses.WriteAsync(Message, CancellationToken.None);
        ExchangeTelemetry.ObservationsServed.Add(_observations);
        (Message, _bytes, _observations, _hasContent) = (new TMessage(), 0, 0, false);
    }
}
