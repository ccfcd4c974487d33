using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Grpc.Net.Client;

namespace StatExchange.Client;

/// <summary>Makes the channel of a client, with the credentials of its options.</summary>
internal static class ClientChannel
{
    /// <summary>A channel that connects with its first call.</summary>
    /// <exception cref="ArgumentException">A token would travel readably.</exception>
    public static GrpcChannel Open(StatExchangeClientOptions options)
    {
        if (options.AccessToken is not null && options.Address.Scheme != Uri.UriSchemeHttps && !options.Address.IsLoopback)
            throw new ArgumentException($"A token is sent over https only; {options.Address} is not.", nameof(options));
        return GrpcChannel.ForAddress(options.Address, new GrpcChannelOptions
        {
            // A batch of series is at most 4 MiB by contract, which is also the library's limit; messages may be a little larger.
            MaxReceiveMessageSize = options.MaxMessageBytes,
            HttpHandler = Handler(options),
            DisposeHttpClient = true,
        });
    }

    private static HttpMessageHandler Handler(StatExchangeClientOptions options)
    {
        var sockets = new SocketsHttpHandler { EnableMultipleHttp2Connections = true };
        if (options.ClientCertificate is { } certificate)
        {
            sockets.SslOptions.ClientCertificateContext = SslStreamCertificateContext.Create(certificate, additionalCertificates: null, offline: true);
        }

        if (options.TrustedAuthority is { } authority)
        {
            sockets.SslOptions.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { authority },
                RevocationMode = X509RevocationMode.NoCheck,
                DisableCertificateDownloads = true,
            };
        }

        return options.AccessToken is { } token ? new TokenHandler(token, sockets) : sockets;
    }
}
