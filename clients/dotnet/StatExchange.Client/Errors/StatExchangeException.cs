using StatExchange.V1;
using StatusCode = Grpc.Core.StatusCode;

namespace StatExchange.Client;

/// <summary>
/// A call that failed, with the reason the contract gives for it. The message is readable for people and says what to correct.
/// </summary>
public class StatExchangeException : Exception
{
    internal StatExchangeException(string message, StatExchangeFailure failure, Exception? inner)
        : base(message, inner)
    {
        StatusCode = failure.StatusCode;
        ReasonText = failure.ReasonText;
        Reason = failure.Reason;
        Metadata = failure.Metadata;
        FieldViolations = failure.FieldViolations;
        RetryDelay = failure.RetryDelay;
    }

    /// <summary>The gRPC status code; what to go by when the reason is not known.</summary>
    public StatusCode StatusCode { get; }

    /// <summary>
    /// The reason; <see cref="ErrorReason.Unspecified"/> when the failure names none, as when no server answers, or one that
    /// this version of the contract does not know.
    /// </summary>
    public ErrorReason Reason { get; }

    /// <summary>The reason as it came, "SUBMISSION_STATE", also when it is not known; empty when the failure names none.</summary>
    public string ReasonText { get; }

    /// <summary>What the reason documents as its metadata; empty when there is none.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>The fields of the request that are to be corrected; empty when the failure is not about fields.</summary>
    public IReadOnlyList<FieldViolation> FieldViolations { get; }

    /// <summary>How long the server asks to wait before trying again; null when it does not ask.</summary>
    public TimeSpan? RetryDelay { get; }

    /// <summary>Whether the same call may succeed when it is repeated.</summary>
    public bool IsTransient =>
        StatusCode == StatusCode.Unavailable || Reason is ErrorReason.BatchOutOfOrder or ErrorReason.QuotaExhausted;
}
