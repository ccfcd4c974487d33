namespace StatExchange.Server.Hosting;

/// <summary>The server does not start as it is configured; the message tells the operator what to change.</summary>
public sealed class StartRefusedException(string message) : Exception(message);
