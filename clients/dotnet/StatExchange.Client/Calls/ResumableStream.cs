using System.Runtime.CompilerServices;
using Grpc.Core;

namespace StatExchange.Client;

/// <summary>The stream of an answer, taken up again after its last resume token whenever it is cut.</summary>
/// <typeparam name="TMessage">The messages of the stream.</typeparam>
/// <param name="runner">Repeats what may be repeated.</param>
internal sealed class ResumableStream<TMessage>(CallRunner runner) : IDisposable
    where TMessage : class
{
    private AsyncServerStreamingCall<TMessage>? _call;
    private TMessage? _first;
    private string _resumeToken = "";

    /// <summary>Makes the call that goes on after a token; an empty one begins.</summary>
    public required Func<string, AsyncServerStreamingCall<TMessage>> Call { get; init; }

    /// <summary>The token that a message brings; empty when it brings none.</summary>
    public required Func<TMessage, string> TokenOf { get; init; }

    /// <summary>Whether a message brings anything of the answer itself.</summary>
    public required Func<TMessage, bool> HasContent { get; init; }

    /// <summary>Reads the first message, which every stream has. When that fails, the stream is disposed of.</summary>
    public async Task<TMessage> BeginAsync(CancellationToken cancellationToken)
    {
        try
        {
            return _first = await ReadAsync(cancellationToken)
                ?? throw new InvalidDataException("The server ended its answer before the first message, which always comes.");
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>All messages, the first one included, each once.</summary>
    /// <exception cref="InvalidOperationException">They have been read already.</exception>
    public async IAsyncEnumerable<TMessage> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var message = Interlocked.Exchange(ref _first, null)
            ?? throw new InvalidOperationException("An answer can be read only once. Ask again as of its release.");
        while (message is not null)
        {
            yield return message;
            message = await ReadAsync(cancellationToken);
        }
    }

    /// <summary>All messages of a stream that may have none, each once.</summary>
    public async IAsyncEnumerable<TMessage> ReadWithoutBeginningAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await ReadAsync(cancellationToken) is { } message)
            yield return message;
    }

    public void Dispose() => _call?.Dispose();

    /// <summary>The next message; null after the last.</summary>
    private Task<TMessage?> ReadAsync(CancellationToken cancellationToken) => runner.RunAsync(TryReadAsync, cancellationToken);

    private async Task<TMessage?> TryReadAsync(CancellationToken cancellationToken)
    {
        var resuming = _resumeToken.Length > 0 && _call is null;
        _call ??= Call(_resumeToken);
        try
        {
            while (await _call.ResponseStream.MoveNext(cancellationToken))
            {
                var message = _call.ResponseStream.Current;
                if (TokenOf(message) is { Length: > 0 } token)
                    _resumeToken = token;
                // The first message of a resumed stream may bring nothing but the vintage, which is known. It is no progress:
                // a server that is cut again and again right after it must use up the attempts.
                if (!resuming || HasContent(message))
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
