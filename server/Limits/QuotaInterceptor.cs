using Grpc.Core;
using Grpc.Core.Interceptors;
using StatExchange.Server.Hosting;

namespace StatExchange.Server.Limits;

/// <summary>Lets each call begin that is in its caller's quota, and tells with each answer what is left. Probes and reflection are free.</summary>
internal sealed class QuotaInterceptor(CallerQuotas quotas, StreamLifetime lifetime) : Interceptor
{
    private const string Contract = "/statexchange.";

    /// <inheritdoc/>
    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation) =>
        GuardAsync(context, QuotaNeeds.None, _ => continuation(request, context));

    /// <inheritdoc/>
    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation) =>
        GuardAsync(context, Needs<TRequest, TResponse>(), async wait =>
        {
            await continuation(request, Paced(responseStream, wait), context);
            return true;
        });

    /// <inheritdoc/>
    public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation) =>
        GuardAsync(context, Needs<TRequest, TResponse>(), async wait =>
        {
            var requests = ObservationCount.IsIn(typeof(TRequest)) ? new PacedReader<TRequest>(requestStream, message => wait(message!)) : requestStream;
            await continuation(requests, Paced(responseStream, wait), context);
            return true;
        });

    private static QuotaNeeds Needs<TRequest, TResponse>() =>
        QuotaNeeds.Stream | (ObservationCount.IsIn(typeof(TRequest)) || ObservationCount.IsIn(typeof(TResponse)) ? QuotaNeeds.Observations : QuotaNeeds.None);

    private static IServerStreamWriter<T> Paced<T>(IServerStreamWriter<T> writer, Func<object, Task> wait) =>
        ObservationCount.IsIn(typeof(T)) ? new PacedWriter<T>(writer, message => wait(message!)) : writer;

    private async Task<T> GuardAsync<T>(ServerCallContext context, QuotaNeeds needs, Func<Func<object, Task>, Task<T>> call)
    {
        if (!context.Method.StartsWith(Contract, StringComparison.Ordinal))
            return await call(_ => Task.CompletedTask);
        var holder = QuotaHolder.Of(context);
        try
        {
            using var held = quotas.Enter(holder, HeavyWork.Methods.Contains(context.Method) ? needs | QuotaNeeds.Work : needs);
            using var cancellation = lifetime.Link(context);
            var cancellationToken = cancellation.Token;
            var taken = 1;
            return await call(message =>
            {
                var observations = ObservationCount.Of(message);
                var paid = Math.Min(taken, observations);
                taken -= paid;
                return quotas.TakeObservationsAsync(holder, observations - paid, cancellationToken);
            });
        }
        finally
        {
            quotas.Tell(holder, context.ResponseTrailers);
        }
    }
}
