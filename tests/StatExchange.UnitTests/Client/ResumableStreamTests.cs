using System.Runtime.CompilerServices;
using Grpc.Core;
using Microsoft.Extensions.Time.Testing;
using StatExchange.Client;
using StatusCode = Grpc.Core.StatusCode;

namespace StatExchange.UnitTests.Client;

/// <summary>Messages are numbers; the token of a message is the number after which to go on, and 0 brings nothing.</summary>
public sealed class ResumableStreamTests
{
    private readonly FakeTimeProvider _time = new() { AutoAdvanceAmount = TimeSpan.FromSeconds(1) };
    private readonly List<string> _calls = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Goes_on_after_the_last_token_whenever_it_is_cut()
    {
        using var stream = Stream("1 2 cut", "0 3 cut", "0 4");
        Assert.Equal("1", await stream.BeginAsync(Cancellation));

        Assert.Equal(["1", "2", "3", "4"], await stream.ReadAllAsync(Cancellation).ToListAsync(Cancellation));
        Assert.Equal(["", "2", "3"], _calls);
    }

    [Fact]
    public async Task Gives_up_when_it_is_cut_without_getting_any_further()
    {
        using var stream = Stream("1 cut", "0 cut", "0 cut", "0 2");
        await stream.BeginAsync(Cancellation);

        await Assert.ThrowsAsync<ServiceUnavailableException>(async () => await stream.ReadAllAsync(Cancellation).ToListAsync(Cancellation));
        Assert.Equal(["", "1", "1"], _calls);
    }

    [Fact]
    public async Task Begins_again_when_it_is_cut_before_the_first_message()
    {
        using var stream = Stream("cut", "1");
        await stream.BeginAsync(Cancellation);

        Assert.Equal(["1"], await stream.ReadAllAsync(Cancellation).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task Is_read_only_once()
    {
        using var stream = Stream("1");
        await stream.BeginAsync(Cancellation);
        await stream.ReadAllAsync(Cancellation).ToListAsync(Cancellation);

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await stream.ReadAllAsync(Cancellation).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task Without_a_first_message_the_server_breaks_the_contract()
    {
        using var stream = Stream("");
        await Assert.ThrowsAsync<InvalidDataException>(() => stream.BeginAsync(Cancellation));
    }

    private ResumableStream<string> Stream(params IReadOnlyList<string> answers) =>
        new(new CallRunner(new RetryOptions { MaxRetries = 2, FirstDelay = TimeSpan.Zero }, _time))
        {
            Call = token =>
            {
                _calls.Add(token);
                return Call(answers[_calls.Count - 1]);
            },
            TokenOf = message => message == "0" ? "" : message,
            HasContent = message => message != "0",
        };

    private static AsyncServerStreamingCall<string> Call(string answer) => new(
        new Reader(MessagesAsync(answer, Cancellation).GetAsyncEnumerator(Cancellation)),
        Task.FromResult(new Metadata()),
        () => Status.DefaultSuccess,
        () => [],
        () => { });

    private static async IAsyncEnumerable<string> MessagesAsync(string answer, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        foreach (var message in answer.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            yield return message != "cut" ? message : throw new RpcException(new Status(StatusCode.Unavailable, "cut"));
    }

    private sealed class Reader(IAsyncEnumerator<string> messages) : IAsyncStreamReader<string>
    {
        public string Current => messages.Current;

        public async Task<bool> MoveNext(CancellationToken cancellationToken) => await messages.MoveNextAsync();
    }
}
