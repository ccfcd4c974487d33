namespace StatExchange.Client;

/// <summary>
/// A submission cannot be published because of its findings. List them, correct the file, and submit it anew.
/// </summary>
public sealed class SubmissionRefusedException : StatExchangeException
{
    internal SubmissionRefusedException(string message, StatExchangeFailure failure, Exception? inner)
        : base(message, failure, inner)
    {
    }
}
