using Grpc.Core;

namespace StatExchange.Server.Hosting;

/// <summary>
/// The cancellation that long calls listen to: the caller's own, and the server's shutdown. Without it a stream would hold the
/// shutdown until it is cut off without a reason; with it the caller is told to connect again.
/// </summary>
internal sealed class StreamLifetime(IHostApplicationLifetime lifetime)
{
    /// <summary>Links a call's cancellation with the shutdown. The caller disposes it with the call.</summary>
    public CancellationTokenSource Link(ServerCallContext context) =>
        CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
}
