namespace StatExchange.Client;

/// <summary>
/// How often a call is repeated that the service could not answer for now, and how a cut stream is taken up again. Delays grow
/// exponentially with jitter; a delay that the server asks for (RetryInfo) takes precedence.
/// </summary>
public sealed class RetryOptions
{
    /// <summary>
    /// Most repetitions of a call, or of taking up a stream without getting any further; 0 to never repeat. A stream that makes
    /// progress may be cut any number of times. The default bridges a server's restart of some ten seconds.
    /// </summary>
    public int MaxRetries { get; init; } = 5;

    /// <summary>Delay before the first repetition.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>Longest delay between two repetitions, also when the server asks for more.</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Told of each failed attempt that is going to be repeated, and after which delay; to tell people why they wait.</summary>
    public Action<StatExchangeException, TimeSpan>? OnRetry { get; init; }
}
