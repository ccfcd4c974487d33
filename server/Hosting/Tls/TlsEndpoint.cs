using System.Net.Security;
using System.Security.Authentication;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace StatExchange.Server.Hosting.Tls;

/// <summary>Serves HTTP/2 over TLS.</summary>
internal static class TlsEndpoint
{
    // A client that is this slow is stuck; the default of Kestrel.
    private static readonly TimeSpan HandshakeTimeout = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Encrypts an endpoint. Clients are asked for a certificate and need none; any is taken here, so that one which is not accepted is
    /// answered with a reason instead of a broken connection (Access/Certificates).
    /// </summary>
    public static void Encrypt(this ListenOptions endpoint)
    {
        var certificate = endpoint.ApplicationServices.GetRequiredService<ServerCertificate>();
        _ = certificate.Current;
        endpoint.UseHttps(new TlsHandshakeCallbackOptions
        {
            HandshakeTimeout = HandshakeTimeout,
            OnConnection = _ => ValueTask.FromResult(new SslServerAuthenticationOptions
            {
                ServerCertificateContext = certificate.Current,
                EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                ApplicationProtocols = [SslApplicationProtocol.Http2],
                ClientCertificateRequired = true,
#pragma warning disable CA5359 // Callers' certificates are verified when they call, by CertificateAuthentication.
                RemoteCertificateValidationCallback = (_, _, _, _) => true,
#pragma warning restore CA5359
                AllowRenegotiation = false,
            }),
        });
    }
}
