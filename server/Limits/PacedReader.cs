using Grpc.Core;

namespace StatExchange.Server.Limits;

/// <summary>Hands a message over when its observations are in the quota; whoever sends it is held back meanwhile.</summary>
internal sealed class PacedReader<T>(IAsyncStreamReader<T> reader, Func<T, Task> waitAsync) : IAsyncStreamReader<T>
{
    /// <inheritdoc/>
    public T Current => reader.Current;

    /// <inheritdoc/>
    public async Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        if (!await reader.MoveNext(cancellationToken))
            return false;
        await waitAsync(reader.Current);
        return true;
    }
}
