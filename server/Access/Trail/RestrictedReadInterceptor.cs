using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;
using StatExchange.Server.Audit;
using StatExchange.Server.Database;

namespace StatExchange.Server.Access.Trail;

/// <summary>
/// Enters each call that read restricted figures, whatever it is and however it ends; its answer ends when the entry is durable. What
/// was read ahead and never sent counts as well.
/// </summary>
internal sealed class RestrictedReadInterceptor(AuditStore store) : Interceptor
{
    // Enough for what is asked for as a rule; of long lists of codes the digest says whether they were the same.
    private const int MaxRequestLength = 4_000;

    /// <inheritdoc/>
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        var (caller, reads) = Begin(context);
        try
        {
            return await continuation(request, context);
        }
        finally
        {
            await EndAsync(caller, reads, context.Method, request);
        }
    }

    /// <inheritdoc/>
    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        var (caller, reads) = Begin(context);
        try
        {
            await continuation(request, responseStream, context);
        }
        finally
        {
            await EndAsync(caller, reads, context.Method, request);
        }
    }

    private static (Caller Caller, RestrictedReads Reads) Begin(ServerCallContext context)
    {
        var reads = new RestrictedReads();
        var caller = Caller.Of(context) with { Reads = reads };
        caller.Enter(context);
        return (caller, reads);
    }

    // Not with the call's token: who cuts a stream has seen what came before.
    private async Task EndAsync(Caller caller, RestrictedReads reads, string method, object request)
    {
        if (reads.Series == 0)
            return;
        var text = JsonFormatter.Default.Format((IMessage)request);
        var subject = new
        {
            operation = method[(method.LastIndexOf('/') + 1)..],
            request = text.Length <= MaxRequestLength ? text : text[..MaxRequestLength],
            sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))),
            release = reads.ReleaseId,
            providers = reads.Providers,
            series = reads.Series,
            observations = reads.Observations,
        };
        await store.AppendAsync(caller.Did("READ_RESTRICTED", subject) with { Concerns = reads.Providers }, CancellationToken.None);
    }
}
