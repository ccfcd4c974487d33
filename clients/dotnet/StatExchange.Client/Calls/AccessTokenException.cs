namespace StatExchange.Client;

/// <summary>The caller's own provider gave no token; what it threw is told as it is, and never taken for the service's answer.</summary>
internal sealed class AccessTokenException(Exception inner) : Exception(inner.Message, inner);
