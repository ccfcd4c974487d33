namespace StatExchange.Cli;

/// <summary>Arguments that do not fit together; the message says what to do instead.</summary>
internal sealed class UsageException(string message) : Exception(message);
