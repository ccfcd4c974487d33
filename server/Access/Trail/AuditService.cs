using System.Globalization;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using StatExchange.Server.Access.Signing;
using StatExchange.Server.Audit;
using StatExchange.Server.Errors;
using StatExchange.Server.Hosting;
using StatExchange.V1;

namespace StatExchange.Server.Access.Trail;

/// <summary>The audit trail over gRPC.</summary>
internal sealed class AuditService(AuditStore store, AuditFollower follower, ServerSigner signer, StreamLifetime lifetime, TimeProvider time)
    : V1.AuditService.AuditServiceBase
{
    // Contents are some hundred bytes, a reason up to 4 KB: a message stays below what clients take.
    private const int EntriesPerMessage = 500;
    private const int HashBytes = 32;

    /// <inheritdoc/>
    public override async Task StreamAuditEntries(
        StreamAuditEntriesRequest request, IServerStreamWriter<StreamAuditEntriesResponse> responseStream, ServerCallContext context)
    {
        var caller = AccessGuard.RequireCaller(context);
        if (request.AfterNumber < 0)
            throw ExchangeException.InvalidField("after_number", "it is negative");
        using var cancellation = lifetime.Link(context);
        var (cancellationToken, after) = (cancellation.Token, request.AfterNumber);
        while (true)
        {
            // Asked for before reading: an entry that comes between both is not waited for.
            var next = follower.NextAsync;
            var entries = await store.ListAsync(after, EntriesPerMessage, cancellationToken);
            if (entries.Count > 0)
            {
                // Not with the token: a write that is cancelled resets the stream, and the caller is not told why.
                cancellationToken.ThrowIfCancellationRequested();
                await responseStream.WriteAsync(new StreamAuditEntriesResponse { Entries = { entries.Select(entry => ToProto(entry, caller)) } }, CancellationToken.None);
                after = entries[^1].Number;
            }
            else if (request.Watch)
            {
                await next.WaitAsync(cancellationToken);
            }
            else
            {
                return;
            }
        }
    }

    /// <inheritdoc/>
    public override async Task<GetAuditHeadResponse> GetAuditHead(GetAuditHeadRequest request, ServerCallContext context)
    {
        AccessGuard.RequireCaller(context);
        var (number, hash) = await store.HeadAsync(context.CancellationToken) ?? (0, new byte[HashBytes]);
        var now = time.GetUtcNow();
        var signed = JsonSerializer.Serialize(new
        {
            number,
            hash = Convert.ToHexStringLower(hash),
            at = now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
        });
        return new GetAuditHeadResponse { Number = number, Hash = ByteString.CopyFrom(hash), At = now.ToTimestamp(), Signature = signer.Sign(signed) };
    }

    private static V1.AuditEntry ToProto(AuditRecord entry, Caller caller) => new()
    {
        Number = entry.Number,
        Content = caller.MayReadTrailOf(entry.Organisations) ? entry.Content : string.Empty,
        ContentHash = ByteString.CopyFrom(entry.ContentHash),
        Hash = ByteString.CopyFrom(entry.Hash),
    };
}
