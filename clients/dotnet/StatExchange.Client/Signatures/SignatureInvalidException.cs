namespace StatExchange.Client;

/// <summary>A signature that proves nothing; the message is readable for people.</summary>
public sealed class SignatureInvalidException : Exception
{
    internal SignatureInvalidException(SignatureFault fault, string message, Exception? inner = null)
        : base(message, inner) => Fault = fault;

    /// <summary>Why it proves nothing.</summary>
    public SignatureFault Fault { get; }
}
