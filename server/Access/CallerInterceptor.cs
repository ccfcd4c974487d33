using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.Extensions.Options;
using StatExchange.Server.Access.SignIns;
using StatExchange.Server.Catalogue;
using StatExchange.Server.Errors;
using StatExchange.V1;

namespace StatExchange.Server.Access;

/// <summary>Finds out who makes each call and asks the rules whether it may; only then the call comes to its service.</summary>
internal sealed class CallerInterceptor(
    CallerAuthentication authentication, SignInLog signIns, CatalogueCache catalogue, IOptions<AccessOptions> options, TimeProvider time) : Interceptor
{
    /// <inheritdoc/>
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        await AdmitAsync(context);
        return await continuation(request, context);
    }

    /// <inheritdoc/>
    public override async Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation)
    {
        await AdmitAsync(context);
        return await continuation(requestStream, context);
    }

    /// <inheritdoc/>
    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        await AdmitAsync(context);
        await continuation(request, AsLongAsItStands(responseStream, context), context);
    }

    /// <inheritdoc/>
    public override async Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        await AdmitAsync(context);
        await continuation(requestStream, AsLongAsItStands(responseStream, context), context);
    }

    private StandingCallerWriter<T> AsLongAsItStands<T>(IServerStreamWriter<T> stream, ServerCallContext context) =>
        new(stream, () => RequireStandingAsync(context), time);

    // A token was checked against the clock once; what the database knows of either is asked anew.
    private async Task RequireStandingAsync(ServerCallContext context)
    {
        var caller = Caller.Of(context);
        if (caller.IsAnonymous)
            return;
        var refuse = caller.Kind == CredentialKind.Token ? CredentialErrors.Token : (Func<string, string, ExchangeException>)CredentialErrors.Certificate;
        if (caller.ExpiresAt <= time.GetUtcNow())
            throw refuse("expired", "it has expired.");
        if ((await authentication.AuthenticateAsync(context.GetHttpContext())).CredentialId != caller.CredentialId)
            throw refuse("revoked", "it was revoked.");
    }

    private async Task AdmitAsync(ServerCallContext context)
    {
        var rule = AccessRules.Find(context.Method);
        var caller = rule?.Admission == Admission.Open ? Caller.Anonymous : await SignInAsync(context.GetHttpContext());
        AccessGuard.Require(rule, caller, options.Value.AllowAnonymous);
        RequireStated(context, caller);
        caller.Enter(context);
    }

    private async Task<Caller> SignInAsync(HttpContext http)
    {
        try
        {
            var caller = await authentication.AuthenticateAsync(http);
            await signIns.AcceptAsync(caller, http);
            return caller;
        }
        catch (ExchangeException refusal) when (refusal.Reason == ErrorReason.CredentialInvalid)
        {
            await signIns.RefuseAsync(refusal, http);
            throw;
        }
    }

    // What a caller states is not believed, but whoever states another organisation than its own would be surprised by the answer.
    private void RequireStated(ServerCallContext context, Caller caller)
    {
        var stated = Headers(context).GetValue(CallerMetadata.Organisation);
        if (caller.IsAnonymous || string.IsNullOrEmpty(stated) || stated == caller.Organisation)
            return;
        catalogue.Current.RequireOrganisation(stated);
        AccessGuard.Require(isAllowed: false, caller, stated);
    }

    private static Metadata Headers(ServerCallContext context)
    {
        try
        {
            return context.RequestHeaders;
        }
        catch (FormatException)
        {
            // All binary metadata is decoded at once, whoever reads any of it.
            throw ExchangeException.InvalidField(CallerMetadata.Person, "it, or other metadata whose name ends with -bin, is no base64");
        }
    }
}
