using System.Runtime.ExceptionServices;
using Grpc.Core;
using Polly;
using Polly.Retry;

namespace StatExchange.Client;

/// <summary>Runs calls: repeats what may be repeated and turns what remains into <see cref="StatExchangeException"/>.</summary>
internal sealed class CallRunner
{
    private readonly ResiliencePipeline _pipeline;

    public CallRunner(RetryOptions options, TimeProvider timeProvider)
    {
        TimeProvider = timeProvider;
        Options = options;
        var builder = new ResiliencePipelineBuilder { TimeProvider = timeProvider };
        if (options.MaxRetries > 0)
            builder.AddRetry(CreateRetry(options));
        _pipeline = builder.Build();
    }

    public RetryOptions Options { get; }

    public TimeProvider TimeProvider { get; }

    /// <summary>Runs one attempt at a time of something that may be attempted again.</summary>
    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> attempt, CancellationToken cancellationToken) =>
        await _pipeline.ExecuteAsync(
            static async (attempt, token) =>
            {
                try
                {
                    return await attempt(token);
                }
                catch (RpcException exception) when (exception.Status.DebugException is AccessTokenException { InnerException: { } cause })
                {
                    ExceptionDispatchInfo.Throw(cause);
                    throw;
                }
                catch (RpcException exception)
                {
                    token.ThrowIfCancellationRequested();
                    throw ErrorDecoder.Decode(exception);
                }
            },
            attempt,
            cancellationToken);

    /// <summary>Runs a call with one request and one response.</summary>
    public Task<T> RunAsync<T>(Func<CancellationToken, AsyncUnaryCall<T>> call, CancellationToken cancellationToken) =>
        RunAsync(async token => await call(token), cancellationToken);

    /// <summary>The delay the server asked for, within what the options allow; none when it did not ask.</summary>
    public TimeSpan? DelayAskedFor(StatExchangeException? exception) => exception?.RetryDelay switch
    {
        null => null,
        var delay when delay > Options.MaxDelay => Options.MaxDelay,
        var delay => delay,
    };

    private RetryStrategyOptions CreateRetry(RetryOptions options) => new()
    {
        ShouldHandle = new PredicateBuilder().Handle<StatExchangeException>(exception => exception.IsTransient),
        MaxRetryAttempts = options.MaxRetries,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        Delay = options.FirstDelay,
        MaxDelay = options.MaxDelay,
        DelayGenerator = arguments => ValueTask.FromResult(DelayAskedFor(arguments.Outcome.Exception as StatExchangeException)),
        OnRetry = arguments =>
        {
            if (arguments.Outcome.Exception is StatExchangeException failure)
                options.OnRetry?.Invoke(failure, arguments.RetryDelay);
            return default;
        },
    };
}
