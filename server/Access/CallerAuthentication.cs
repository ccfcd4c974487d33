using StatExchange.Server.Access.Certificates;
using StatExchange.Server.Access.Tokens;
using StatExchange.Server.Errors;

namespace StatExchange.Server.Access;

/// <summary>Finds out who makes a call. What brings a credential that is not accepted is refused, and never taken for anonymous.</summary>
internal sealed class CallerAuthentication(TokenAuthentication tokens, CertificateAuthentication certificates)
{
    /// <summary>Who makes a call: the token's holder, or the certificate's, or nobody in particular.</summary>
    /// <exception cref="ExchangeException">The credential is not accepted.</exception>
    public async Task<Caller> AuthenticateAsync(HttpContext http)
    {
        if (http.Request.Headers.Authorization.Count > 0)
            return await tokens.AuthenticateAsync(http);
        return http.Connection.ClientCertificate is { } certificate
            ? await certificates.AuthenticateAsync(certificate, http.RequestAborted)
            : Caller.Anonymous;
    }
}
