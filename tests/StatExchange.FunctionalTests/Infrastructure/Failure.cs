using Google.Rpc;
using Grpc.Core;

namespace StatExchange.FunctionalTests.Infrastructure;

/// <summary>A failure as it is on the wire.</summary>
internal sealed record Failure(
    Grpc.Core.StatusCode Code, string Reason, IReadOnlyDictionary<string, string> Metadata, string[] Fields, TimeSpan? RetryDelay)
{
    /// <summary>Reads what a failed call carries; a failure without exactly one reason breaks the contract.</summary>
    public static Failure Of(RpcException exception)
    {
        var status = exception.GetRpcStatus();
        Assert.True(status is not null, $"A failure without a reason: {exception.Status}");
        Assert.Single(status.Details, detail => detail.Is(ErrorInfo.Descriptor));
        var info = status.GetDetail<ErrorInfo>();
        Assert.Equal("statexchange.v1", info.Domain);
        return new Failure(
            exception.StatusCode, info.Reason, info.Metadata.ToDictionary(StringComparer.Ordinal),
            [.. status.GetDetail<BadRequest>()?.FieldViolations.Select(violation => violation.Field) ?? []],
            status.GetDetail<RetryInfo>()?.RetryDelay.ToTimeSpan());
    }
}
