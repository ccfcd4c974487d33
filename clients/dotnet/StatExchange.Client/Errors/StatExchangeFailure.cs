using StatExchange.V1;
using StatusCode = Grpc.Core.StatusCode;

namespace StatExchange.Client;

/// <summary>What a google.rpc.Status says, decoded.</summary>
internal sealed record StatExchangeFailure(
    StatusCode StatusCode,
    ErrorReason Reason,
    string ReasonText,
    IReadOnlyDictionary<string, string> Metadata,
    IReadOnlyList<FieldViolation> FieldViolations,
    TimeSpan? RetryDelay);
