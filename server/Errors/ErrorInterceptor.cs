using System.Diagnostics;
using System.Globalization;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Npgsql;
using StatExchange.V1;

namespace StatExchange.Server.Errors;

/// <summary>The one place where failures become gRPC statuses. What it does not know is a fault, logged with its trace.</summary>
internal sealed class ErrorInterceptor(IHostApplicationLifetime lifetime, ILogger<ErrorInterceptor> logger) : Interceptor
{
    /// <summary>The largest message that is taken: a batch of an upload, as the contract promises it.</summary>
    public const int MaxMessageBytes = 4 * 1024 * 1024;

    // Long enough for a restart of server or database, short enough that nobody gives up.
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation) =>
        GuardAsync(context, () => continuation(request, context));

    /// <inheritdoc/>
    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation) =>
        GuardAsync(context, () => AsTask(continuation(request, responseStream, context)));

    /// <inheritdoc/>
    public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation) =>
        GuardAsync(context, () => AsTask(continuation(requestStream, responseStream, context)));

    private static async Task<bool> AsTask(Task task)
    {
        await task;
        return true;
    }

    private async Task<T> GuardAsync<T>(ServerCallContext context, Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (RpcException exception) when (exception.StatusCode == Grpc.Core.StatusCode.ResourceExhausted)
        {
            // gRPC's own refusal of a message in a stream, without a reason that a client could read.
            throw ErrorStatus.ToRpcException(new ExchangeException(
                ErrorReason.MessageTooLarge, $"A message is larger than {MaxMessageBytes} bytes. Send fewer observations a batch.",
                ("limit_bytes", MaxMessageBytes.ToString(CultureInfo.InvariantCulture))));
        }
        catch (Exception exception) when (exception is not RpcException)
        {
            throw ErrorStatus.ToRpcException(Explain(exception, context));
        }
    }

    private ExchangeException Explain(Exception exception, ServerCallContext context)
    {
        if (exception is ExchangeException known)
            return known;
        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return new ExchangeException(ErrorReason.ShuttingDown, "The server is shutting down. Connect again and resume.")
            {
                RetryAfter = RetryDelay,
            };
        }

        // The caller has gone: nobody reads the answer, and nothing is wrong here. The cut of a request's stream may be noticed before
        // the call's token is; the database's own failures come as NpgsqlException.
        // Reading on from a call that is over is an InvalidOperationException of gRPC's.
        if (exception is IOException
            || (exception is OperationCanceledException or InvalidOperationException && context.CancellationToken.IsCancellationRequested))
        {
            throw new RpcException(new Status(Grpc.Core.StatusCode.Cancelled, "The caller cancelled the call."));
        }

        if (IsDatabaseAway(exception))
        {
            logger.LogWarning(exception, "The database does not answer {Method}", context.Method);
            return new ExchangeException(ErrorReason.DatabaseUnavailable, "The database does not answer for now. Try again.")
            {
                RetryAfter = RetryDelay,
            };
        }

        var trace = Activity.Current?.TraceId.ToString() ?? context.GetHttpContext().TraceIdentifier;
        logger.LogError(exception, "{Method} failed, trace {TraceId}", context.Method, trace);
        return new ExchangeException(ErrorReason.Internal, $"A fault of the service. Report this trace id: {trace}", ("trace_id", trace));
    }

    private static bool IsDatabaseAway(Exception exception) => exception switch
    {
        PostgresException postgres => postgres.IsTransient || postgres.SqlState.StartsWith("57P", StringComparison.Ordinal),
        NpgsqlException => true,
        _ => false,
    };
}
