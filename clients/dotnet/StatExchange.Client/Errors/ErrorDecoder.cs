using Google.Rpc;
using Grpc.Core;
using StatExchange.V1;
using RpcStatus = Google.Rpc.Status;
using StatusCode = Grpc.Core.StatusCode;

namespace StatExchange.Client;

/// <summary>Reads the google.rpc.Status of a failed call.</summary>
internal static class ErrorDecoder
{
    private const string ReasonPrefix = "ERROR_REASON_";

    /// <summary>The exception that tells a caller what the failed call says.</summary>
    public static StatExchangeException Decode(RpcException exception)
    {
        var status = ReadStatus(exception);
        var info = status?.GetDetail<ErrorInfo>();
        var failure = new StatExchangeFailure(
            CodeOf(exception, info),
            ReasonOf(info),
            info?.Reason ?? "",
            info?.Metadata.ToDictionary(StringComparer.Ordinal) ?? [],
            [.. status?.GetDetail<BadRequest>()?.FieldViolations.Select(field => new FieldViolation(field.Field, field.Description)) ?? []],
            status?.GetDetail<RetryInfo>()?.RetryDelay?.ToTimeSpan());
        var message = MessageOf(exception, status, failure);
        return failure switch
        {
            { StatusCode: StatusCode.Unavailable } => new ServiceUnavailableException(message, failure, exception),
            { Reason: ErrorReason.SubmissionHasErrors } => new SubmissionRefusedException(message, failure, exception),
            _ => new StatExchangeException(message, failure, exception),
        };
    }

    private static RpcStatus? ReadStatus(RpcException exception)
    {
        try
        {
            return exception.GetRpcStatus();
        }
        catch (Exception fault) when (fault is Google.Protobuf.InvalidProtocolBufferException or FormatException)
        {
            return null; // A damaged status must not hide the failure it was to explain.
        }
    }

    /// <summary>A connection that breaks off does not always come as UNAVAILABLE: it depends on where HTTP/2 was cut.</summary>
    private static StatusCode CodeOf(RpcException exception, ErrorInfo? info) =>
        info is null && exception.Status.DebugException is IOException or HttpRequestException
            ? StatusCode.Unavailable
            : exception.StatusCode;

    private static ErrorReason ReasonOf(ErrorInfo? info)
    {
        if (info is null)
            return ErrorReason.Unspecified;
        var reasons = ErrorReasonReflection.Descriptor.EnumTypes[0];
        return reasons.FindValueByName(ReasonPrefix + info.Reason) is { } value ? (ErrorReason)value.Number : ErrorReason.Unspecified;
    }

    private static string MessageOf(RpcException exception, RpcStatus? status, StatExchangeFailure failure)
    {
        var message = status?.Message is { Length: > 0 } text ? text : exception.Status.Detail;
        if (failure.ReasonText.Length == 0 && failure.StatusCode == StatusCode.Unavailable)
        {
            var cause = exception.Status.DebugException?.GetBaseException().Message ?? message;
            message = $"The service cannot be reached: {cause.TrimEnd('.')}.";
        }

        var violations = failure.FieldViolations
            .Where(violation => !message.Contains(violation.Description, StringComparison.Ordinal))
            .Select(violation => $"{violation.Field}: {violation.Description}");
        return string.Join(Environment.NewLine, violations.Prepend(message));
    }
}
