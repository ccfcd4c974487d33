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

    // A status travels in the trailers of the answer, and clients refuse trailers of more than 64 KiB: they would take what they are
    // told for a broken connection, and ask again.
    private const int MaxTextLength = 1_000;
    private const int MaxViolationsLength = 12_000;

    private static readonly Dictionary<ErrorReason, (string Name, StatusCode Code)> Reasons = ErrorReasonReflection.Descriptor
        .EnumTypes.Single(type => type.ClrType == typeof(ErrorReason)).Values
        .ToDictionary(
            value => (ErrorReason)value.Number,
            value => (value.Name[ReasonPrefix.Length..], (StatusCode)value.GetOptions().GetExtension(OptionsExtensions.StatusCode)));

    /// <summary>The exception that carries the status of a failure to the caller.</summary>
    public static RpcException ToRpcException(ExchangeException failure)
    {
        var (name, code) = Reasons[failure.Reason];
        var status = new Google.Rpc.Status { Code = (int)code, Message = Shorten(failure.Message) };
        var info = new ErrorInfo { Domain = Domain, Reason = name };
        foreach (var (key, value) in failure.Metadata)
            info.Metadata[key] = Shorten(value);
        status.Details.Add(Any.Pack(info));
        if (failure.FieldViolations.Count > 0)
            status.Details.Add(Any.Pack(ToBadRequest(failure.FieldViolations)));
        if (failure.RetryAfter is { } delay)
            status.Details.Add(Any.Pack(new RetryInfo { RetryDelay = Duration.FromTimeSpan(delay) }));
        return status.ToRpcException();
    }

    private static BadRequest ToBadRequest(IReadOnlyList<FieldViolation> violations)
    {
        var (request, length) = (new BadRequest(), 0);
        foreach (var violation in violations)
        {
            var (field, description) = (Shorten(violation.Field), Shorten(violation.Description));
            length += field.Length + description.Length;
            if (length > MaxViolationsLength)
            {
                var more = violations.Count - request.FieldViolations.Count - 1;
                var last = more > 0 ? $"{description} (And {more} more.)" : description;
                request.FieldViolations.Add(new BadRequest.Types.FieldViolation { Field = field, Description = last });
                break;
            }

            request.FieldViolations.Add(new BadRequest.Types.FieldViolation { Field = field, Description = description });
        }

        return request;
    }

    private static string Shorten(string text)
    {
        if (text.Length <= MaxTextLength)
            return text;
        var length = char.IsHighSurrogate(text[MaxTextLength - 1]) ? MaxTextLength - 1 : MaxTextLength;
        return $"{text.AsSpan(0, length)}…";
    }
}
