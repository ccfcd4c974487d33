namespace StatExchange.Cli;

/// <summary>There is no token to call with; the message says what to do.</summary>
internal sealed class TokenException(string message, bool isUnavailable = false) : Exception(message)
{
    /// <summary>Whether the authority did not answer, so that trying again may help.</summary>
    public bool IsUnavailable => isUnavailable;
}
