using Grpc.Core;

namespace StatExchange.Server.Access;

/// <summary>
/// Writes to a caller as long as it stands: a stream may live for days, and whoever was revoked meanwhile is not told what comes after.
/// </summary>
/// <typeparam name="T">The messages.</typeparam>
/// <param name="inner">The stream.</param>
/// <param name="require">Requires that the caller is still who it was.</param>
/// <param name="time">The clock.</param>
internal sealed class StandingCallerWriter<T>(IServerStreamWriter<T> inner, Func<Task> require, TimeProvider time) : IServerStreamWriter<T>
{
    // Short for people, and so long that a stream of many messages asks the database rarely.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private long _lastLook = time.GetTimestamp();

    /// <inheritdoc/>
    public WriteOptions? WriteOptions
    {
        get => inner.WriteOptions;
        set => inner.WriteOptions = value;
    }

    /// <inheritdoc/>
    public Task WriteAsync(T message) => WriteAsync(message, CancellationToken.None);

    /// <inheritdoc/>
    public async Task WriteAsync(T message, CancellationToken cancellationToken)
    {
        if (time.GetElapsedTime(_lastLook) >= Interval)
        {
            await require();
            _lastLook = time.GetTimestamp();
        }

        await inner.WriteAsync(message, cancellationToken);
    }
}
