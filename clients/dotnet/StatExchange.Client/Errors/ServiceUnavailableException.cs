namespace StatExchange.Client;

/// <summary>
/// The service could not be reached, or not answer for now, in all the attempts that <see cref="RetryOptions"/> allow. Nothing
/// is lost: what was acknowledged stays, and the same call may be made again later.
/// </summary>
public sealed class ServiceUnavailableException : StatExchangeException
{
    internal ServiceUnavailableException(string message, StatExchangeFailure failure, Exception? inner)
        : base(message, failure, inner)
    {
    }
}
