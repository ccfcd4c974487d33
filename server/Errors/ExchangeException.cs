using StatExchange.V1;

namespace StatExchange.Server.Errors;

/// <summary>
/// A failure the contract has a reason for. Thrown anywhere in a slice; <see cref="ErrorInterceptor"/> alone turns it into a
/// gRPC status.
/// </summary>
public sealed class ExchangeException : Exception
{
    /// <summary>Creates the failure.</summary>
    /// <param name="reason">Why the call fails; also decides the status code.</param>
    /// <param name="message">What happened and what to do, for people.</param>
    /// <param name="metadata">The metadata that the reason documents.</param>
    public ExchangeException(ErrorReason reason, string message, params IEnumerable<(string Key, string Value)> metadata)
        : base(message)
    {
        Reason = reason;
        Metadata = metadata.ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal);
    }

    /// <summary>Why the call fails.</summary>
    public ErrorReason Reason { get; }

    /// <summary>The metadata that the reason documents.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>The fields of the request that are to be corrected.</summary>
    public IReadOnlyList<FieldViolation> FieldViolations { get; init; } = [];

    /// <summary>How long the client should wait before it tries the same again; null when that is of no use.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The failure for a malformed field of a request.</summary>
    public static ExchangeException InvalidField(string field, string description) =>
        new(ErrorReason.RequestInvalid, $"The request's field {field} is not valid: {description}")
        {
            FieldViolations = [new FieldViolation(field, description)],
        };
}
