using Grpc.Core;
using Microsoft.Extensions.Time.Testing;
using StatExchange.Client;
using StatusCode = Grpc.Core.StatusCode;

namespace StatExchange.UnitTests.Client;

public sealed class CallRunnerTests
{
    private readonly FakeTimeProvider _time = new() { AutoAdvanceAmount = TimeSpan.FromSeconds(1) };

    [Fact]
    public async Task Repeats_a_call_that_the_service_cannot_answer_for_now()
    {
        var attempts = 0;
        var retries = 0;
        var runner = new CallRunner(new RetryOptions { FirstDelay = TimeSpan.Zero, OnRetry = (_, _) => retries++ }, _time);
        var result = await runner.RunAsync(
            _ => ++attempts < 3 ? throw Failure(StatusCode.Unavailable) : Task.FromResult(attempts), TestContext.Current.CancellationToken);

        Assert.Equal((3, 2), (result, retries));
    }

    [Fact]
    public async Task Gives_up_after_the_last_repetition()
    {
        var attempts = 0;
        var runner = new CallRunner(new RetryOptions { MaxRetries = 2, FirstDelay = TimeSpan.Zero }, _time);
        await Assert.ThrowsAsync<ServiceUnavailableException>(() => runner.RunAsync(FailAsync, TestContext.Current.CancellationToken));

        Assert.Equal(3, attempts);

        Task<int> FailAsync(CancellationToken cancellationToken)
        {
            attempts++;
            throw Failure(StatusCode.Unavailable);
        }
    }

    [Fact]
    public async Task Does_not_repeat_a_call_that_can_never_succeed()
    {
        var attempts = 0;
        var runner = new CallRunner(new RetryOptions(), _time);
        await Assert.ThrowsAsync<StatExchangeException>(() => runner.RunAsync(FailAsync, TestContext.Current.CancellationToken));

        Assert.Equal(1, attempts);

        Task<int> FailAsync(CancellationToken cancellationToken)
        {
            attempts++;
            throw Failure(StatusCode.InvalidArgument);
        }
    }

    [Fact]
    public async Task Shows_a_cancelled_call_as_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        var runner = new CallRunner(new RetryOptions(), _time);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => runner.RunAsync<int>(
            async _ =>
            {
                await cancellation.CancelAsync();
                throw Failure(StatusCode.Cancelled);
            },
            cancellation.Token));
    }

    private static RpcException Failure(StatusCode code) => new(new Status(code, "x"));
}
