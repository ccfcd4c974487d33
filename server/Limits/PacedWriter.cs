using Grpc.Core;

namespace StatExchange.Server.Limits;

/// <summary>Writes a message when its observations are in the quota.</summary>
internal sealed class PacedWriter<T>(IServerStreamWriter<T> writer, Func<T, Task> waitAsync) : IServerStreamWriter<T>
{
    /// <inheritdoc/>
    public WriteOptions? WriteOptions
    {
        get => writer.WriteOptions;
        set => writer.WriteOptions = value;
    }

    /// <inheritdoc/>
    public Task WriteAsync(T message) => WriteAsync(message, CancellationToken.None);

    /// <inheritdoc/>
    public async Task WriteAsync(T message, CancellationToken cancellationToken)
    {
        await waitAsync(message);
        await writer.WriteAsync(message, cancellationToken);
    }
}
