using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace StatExchange.Server.Hosting.Tls;

/// <summary>The certificate that the server proves itself by, as it is now: each connection gets the latest, without a restart.</summary>
internal sealed class ServerCertificate(IOptions<TlsOptions> options, IHostEnvironment environment, IServerCertificateIssuer issuer, TimeProvider time)
{
    private readonly Lock _gate = new();
    private ReloadedFiles<SslStreamCertificateContext>? _files;
    private SslStreamCertificateContext? _issued;

    /// <summary>The certificate with those that it is verified by.</summary>
    /// <exception cref="StartRefusedException">There is none, and none may be issued.</exception>
    public SslStreamCertificateContext Current
    {
        get
        {
            lock (_gate)
                return string.IsNullOrEmpty(options.Value.ChainFile) ? Issued() : Files().Current;
        }
    }

    // Certificates made from PEM files have keys of the process's memory, which Windows does not take for TLS.
    private static X509Certificate2 Usable(X509Certificate2 certificate) => OperatingSystem.IsWindows()
        ? X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null)
        : certificate;

    private ReloadedFiles<SslStreamCertificateContext> Files()
    {
        var (chainFile, keyFile) = (Path.GetFullPath(options.Value.ChainFile!), Path.GetFullPath(options.Value.KeyFile!));
        return _files ??= new ReloadedFiles<SslStreamCertificateContext>([chainFile, keyFile], () =>
        {
            var chain = new X509Certificate2Collection();
            chain.ImportFromPemFile(chainFile);
            return SslStreamCertificateContext.Create(Usable(X509Certificate2.CreateFromPemFile(chainFile, keyFile)), chain, offline: true);
        });
    }

    private SslStreamCertificateContext Issued()
    {
        var now = time.GetUtcNow().UtcDateTime;
        if (_issued is not null && now < RenewAt(_issued.TargetCertificate))
            return _issued;
        if (!(options.Value.IssuedByAuthority ?? !environment.IsProduction()))
        {
            throw new StartRefusedException(
                "The server has no certificate. Set Hosting:Certificate:ChainFile and KeyFile, or set Hosting:Certificate:IssuedByAuthority " +
                "to true to have the exchange's own authority issue one; in Production it does not do so unasked.");
        }

        return _issued = SslStreamCertificateContext.Create(Usable(issuer.IssueServerCertificate(options.Value.Names)), additionalCertificates: null, offline: true);
    }

    // With a third of its time left.
    private static DateTime RenewAt(X509Certificate2 certificate)
    {
        var (from, until) = (certificate.NotBefore.ToUniversalTime(), certificate.NotAfter.ToUniversalTime());
        return until - ((until - from) / 3);
    }
}
