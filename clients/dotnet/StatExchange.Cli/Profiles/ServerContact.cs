using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Grpc.Net.Client;
using StatExchange.Client;

namespace StatExchange.Cli;

/// <summary>What a server shows of itself before anything is sent to it.</summary>
internal sealed class ServerContact : IDisposable
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    private readonly X509Certificate2Collection _shown = [];
    private SslPolicyErrors _errors;

    private ServerContact(Uri server) => Server = server;

    /// <summary>Address of the server.</summary>
    public Uri Server { get; }

    /// <summary>SHA-256 of its certificate, in hexadecimal.</summary>
    public string Fingerprint => FingerprintOf(Certificate);

    /// <summary>Whether this machine trusts it, as it does those of public authorities.</summary>
    public bool IsTrustedByMachine => _errors == SslPolicyErrors.None;

    private X509Certificate2 Certificate => _shown[0];

    /// <summary>Connects to a server and looks at its certificates. Nothing is sent.</summary>
    /// <exception cref="IOException">It does not answer as a TLS server does.</exception>
    public static async Task<ServerContact> MakeAsync(Uri server, CancellationToken cancellationToken)
    {
        var contact = new ServerContact(server);
        try
        {
            using var tcp = new TcpClient();
            await tcp.ConnectAsync(server.Host, server.Port, cancellationToken);
            await using var tls = new SslStream(tcp.GetStream());
            await tls.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = server.Host,
                    ApplicationProtocols = [SslApplicationProtocol.Http2],
                    RemoteCertificateValidationCallback = (_, certificate, chain, errors) => contact.Look(certificate, chain, errors),
                },
                cancellationToken);
            return contact;
        }
        catch (Exception exception) when (exception is SocketException or System.Security.Authentication.AuthenticationException or IOException)
        {
            contact.Dispose();
            throw new IOException($"{server} does not answer as a server with TLS: {exception.Message}", exception);
        }
    }

    /// <summary>Whether the server's certificate, or that of an authority it shows with it, has a fingerprint.</summary>
    public bool HasFingerprint(string fingerprint) => _shown.Any(certificate =>
        FingerprintOf(certificate) == Normalized(fingerprint) && (ReferenceEquals(certificate, Certificate) || IsIssuedBy(certificate)));

    /// <summary>The authority that issued the server's certificate, when the server shows it and this machine does not know it.</summary>
    public X509Certificate2? FindAuthority() => IsTrustedByMachine
        ? null
        : _shown.Skip(1).FirstOrDefault(IsIssuedBy) is { } authority ? X509CertificateLoader.LoadCertificate(authority.RawData) : null;

    /// <summary>Whether an authority issued the server's certificate, for this server's name.</summary>
    public bool IsIssuedBy(X509Certificate2 authority)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.ExtraStore.AddRange(_shown);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;

        // The certificate of a client, which somebody may be called like a host, is none of a server.
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
        return chain.Build(Certificate) && Certificate.MatchesHostname(Server.Host, allowCommonName: false);
    }

    /// <summary>A client that talks to nobody but a server with this certificate.</summary>
    public StatExchangeClient CreateClient(RetryOptions retry, out IDisposable connection)
    {
        var shown = Certificate.RawData;
        var handler = new SocketsHttpHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.GetRawCertData().AsSpan().SequenceEqual(shown) == true;
        var channel = GrpcChannel.ForAddress(Server, new GrpcChannelOptions { HttpHandler = handler, DisposeHttpClient = true });
        connection = channel;
        return StatExchangeClient.Create(new StatExchangeClientOptions { CallInvoker = channel.CreateCallInvoker(), Retry = retry });
    }

    public void Dispose()
    {
        foreach (var certificate in _shown)
            certificate.Dispose();
    }

    /// <summary>SHA-256 of a certificate, in hexadecimal.</summary>
    public static string FingerprintOf(X509Certificate2 certificate) => Convert.ToHexString(SHA256.HashData(certificate.RawData));

    /// <summary>A fingerprint as people write it, with colons or blanks and in either case, made comparable.</summary>
    public static string Normalized(string fingerprint) => string.Concat(fingerprint.Where(char.IsAsciiHexDigit)).ToUpperInvariant();

    private bool Look(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is null)
            return false;
        _errors = errors;
        _shown.Add(X509CertificateLoader.LoadCertificate(certificate.GetRawCertData()));
        foreach (var other in chain?.ChainPolicy.ExtraStore ?? [])
            _shown.Add(X509CertificateLoader.LoadCertificate(other.RawData));
        return true;
    }
}
