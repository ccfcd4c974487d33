using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using StatExchange.V1;
using StatusCode = Grpc.Core.StatusCode;

namespace StatExchange.Server.Errors;

/// <summary>Makes the rich gRPC status of a failure, as error_reason.proto promises it.</summary>
internal static class ErrorStatus
{
    /// <summary>The domain of every ErrorInfo.</summary>
    public const string Domain = "statexchange.v1";

    private const string ReasonPrefix = "ERROR_REASON_";

    private static readonly Dictionary<ErrorReason, (string Name, StatusCode Code)> Reasons = ErrorReasonReflection.Descriptor
        .EnumTypes.Single(type => type.ClrType == typeof(ErrorReason)).Values
        .ToDictionary(
            value => (ErrorReason)value.Number,
            value => (value.Name[ReasonPrefix.Length..], (StatusCode)value.GetOptions().GetExtension(OptionsExtensions.StatusCode)));

    /// <summary>The exception that carries the status of a failure to the caller.</summary>
    public static RpcException ToRpcException(ExchangeException failure)
    {
        var (name, code) = Reasons[failure.Reason];
        var status = new Google.Rpc.Status { Code = (int)code, Message = failure.Message };
        var info = new ErrorInfo { Domain = Domain, Reason = name };
        foreach (var (key, value) in failure.Metadata)
            info.Metadata[key] = value;
        status.Details.Add(Any.Pack(info));
        if (failure.FieldViolations.Count > 0)
            status.Details.Add(Any.Pack(ToBadRequest(failure.FieldViolations)));
        if (failure.RetryAfter is { } delay)
            status.Details.Add(Any.Pack(new RetryInfo { RetryDelay = Duration.FromTimeSpan(delay) }));
        return status.ToRpcException();
    }

    private static BadRequest ToBadRequest(IEnumerable<FieldViolation> violations)
    {
        var request = new BadRequest();
        request.FieldViolations.AddRange(violations.Select(
            violation => new BadRequest.Types.FieldViolation { Field = violation.Field, Description = violation.Description }));
        return request;
    }
}
