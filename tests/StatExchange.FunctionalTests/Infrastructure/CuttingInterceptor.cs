using Grpc.Core;
using Grpc.Core.Interceptors;

namespace StatExchange.FunctionalTests.Infrastructure;

/// <summary>Cuts each answer that is streamed after its first message, as a network does, and does something meanwhile.</summary>
internal sealed class CuttingInterceptor(int cuts, Func<Task> meanwhile) : Interceptor
{
    private readonly int _cuts = cuts;
    private readonly Func<Task> _meanwhile = meanwhile;

    /// <summary>Number of cuts so far.</summary>
    public int Cuts { get; private set; }

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncServerStreamingCallContinuation<TRequest, TResponse> continuation)
    {
        var call = continuation(request, context);
        return new AsyncServerStreamingCall<TResponse>(
            new Reader<TResponse>(this, call.ResponseStream), call.ResponseHeadersAsync, call.GetStatus, call.GetTrailers, call.Dispose);
    }

    private sealed class Reader<T>(CuttingInterceptor owner, IAsyncStreamReader<T> reader) : IAsyncStreamReader<T>
    {
        private int _messages;

        public T Current => reader.Current;

        public async Task<bool> MoveNext(CancellationToken cancellationToken)
        {
            if (_messages++ == 0 || owner.Cuts == owner._cuts)
                return await reader.MoveNext(cancellationToken);
            owner.Cuts++;
            await owner._meanwhile();
            throw new RpcException(new Status(StatusCode.Unavailable, "The test cut the connection."));
        }
    }
}
