using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using StatExchange.Client;
using StatExchange.V1;
using RpcStatus = Google.Rpc.Status;
using StatusCode = Grpc.Core.StatusCode;

namespace StatExchange.UnitTests.Client;

public sealed class ErrorDecoderTests
{
    [Fact]
    public void Decodes_reason_metadata_fields_and_delay()
    {
        var exception = ErrorDecoder.Decode(Failure(
            StatusCode.InvalidArgument,
            "Two codes are unknown.",
            new ErrorInfo { Reason = "UNKNOWN_CODE", Metadata = { ["codes"] = "SEX=X" } },
            new BadRequest { FieldViolations = { new BadRequest.Types.FieldViolation { Field = "selection", Description = "'X' is no code." } } },
            new RetryInfo { RetryDelay = Duration.FromTimeSpan(TimeSpan.FromSeconds(2)) }));

        Assert.Equal(ErrorReason.UnknownCode, exception.Reason);
        Assert.Equal(StatusCode.InvalidArgument, exception.StatusCode);
        Assert.Equal("SEX=X", exception.Metadata["codes"]);
        Assert.Equal(new FieldViolation("selection", "'X' is no code."), Assert.Single(exception.FieldViolations));
        Assert.Equal(TimeSpan.FromSeconds(2), exception.RetryDelay);
        Assert.Contains("'X' is no code.", exception.Message, StringComparison.Ordinal);
        Assert.False(exception.IsTransient);
    }

    [Fact]
    public void Keeps_a_reason_that_it_does_not_know_as_text()
    {
        var exception = ErrorDecoder.Decode(Failure(StatusCode.FailedPrecondition, "x", new ErrorInfo { Reason = "OF_TOMORROW" }));

        Assert.Equal(ErrorReason.Unspecified, exception.Reason);
        Assert.Equal("OF_TOMORROW", exception.ReasonText);
    }

    [Theory]
    [InlineData("SHUTTING_DOWN", StatusCode.Unavailable, typeof(ServiceUnavailableException), true)]
    [InlineData("SUBMISSION_HAS_ERRORS", StatusCode.FailedPrecondition, typeof(SubmissionRefusedException), false)]
    [InlineData("BATCH_OUT_OF_ORDER", StatusCode.Aborted, typeof(StatExchangeException), true)]
    public void Chooses_the_type_that_callers_branch_on(string reason, StatusCode code, System.Type type, bool isTransient)
    {
        var exception = ErrorDecoder.Decode(Failure(code, "x", new ErrorInfo { Reason = reason }));

        Assert.IsType(type, exception);
        Assert.Equal(isTransient, exception.IsTransient);
    }

    [Fact]
    public void Takes_a_connection_that_breaks_off_for_unavailable()
    {
        var status = new Grpc.Core.Status(StatusCode.Internal, "Error reading next message.", new IOException("The response ended prematurely."));

        Assert.True(ErrorDecoder.Decode(new RpcException(status)).IsTransient);
    }

    [Fact]
    public void Does_not_let_damaged_details_hide_the_failure()
    {
        var trailers = new Metadata { { "grpc-status-details-bin", new byte[] { 0xFF, 0xFF, 0xFF } } };
        var exception = ErrorDecoder.Decode(new RpcException(new Grpc.Core.Status(StatusCode.NotFound, "Not there."), trailers));

        Assert.Equal((StatusCode.NotFound, "Not there."), (exception.StatusCode, exception.Message));
    }

    private static RpcException Failure(StatusCode code, string message, params Google.Protobuf.IMessage[] details)
    {
        var status = new RpcStatus { Code = (int)code, Message = message };
        foreach (var detail in details)
            status.Details.Add(Any.Pack(detail));
        return status.ToRpcException();
    }
}
