using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using StatExchange.Server.Hosting;
using StatExchange.Server.Hosting.Tls;

namespace StatExchange.Server.Access.Authority;

/// <summary>The exchange's own authority: it vouches for the server to clients, and for clients to the server.</summary>
internal sealed class ExchangeAuthority(IOptions<AuthorityOptions> options, IHostEnvironment environment, TimeProvider time) : IServerCertificateIssuer, IDisposable
{
    private const int SerialBytes = 16;

    // A client's clock may be behind the server's.
    private static readonly TimeSpan Leeway = TimeSpan.FromMinutes(5);

    private readonly Lock _gate = new();
    private X509Certificate2? _certificate;

    /// <summary>Its certificate with the key; null when there is no authority, and none may be made.</summary>
    public X509Certificate2? Certificate
    {
        get
        {
            lock (_gate)
            {
                return _certificate ??= AuthorityKey.Read(options.Value.Folder)
                    ?? (options.Value.Create ?? !environment.IsProduction() ? AuthorityKey.Make(options.Value.Folder, time.GetUtcNow(), options.Value.Years) : null);
            }
        }
    }

    /// <summary>Its certificate with the key.</summary>
    /// <exception cref="StartRefusedException">There is none, and none may be made.</exception>
    public X509Certificate2 Required => Certificate ?? throw new StartRefusedException(
        $"There is no authority in {options.Value.Folder}. Put its key and certificate there, or set Access:Authority:Create to true to have one made.");

    /// <inheritdoc/>
    public X509Certificate2 IssueServerCertificate(IReadOnlyList<string> names)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var subject = new X500DistinguishedNameBuilder();
        subject.AddCommonName(Dns.GetHostName());
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (var name in new[] { "localhost", Dns.GetHostName(), "127.0.0.1", "::1" }.Concat(names).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            if (IPAddress.TryParse(name, out var address))
                alternatives.AddIpAddress(address);
            else
                alternatives.AddDnsName(name);
        }

        var request = new CertificateRequest(subject.Build(), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(alternatives.Build());
        using var certificate = Issue(request, Purposes.ServerAuthentication, options.Value.ServerDays);
        return certificate.CopyWithPrivateKey(key);
    }

    /// <summary>Issues a certificate by which a person or system of an organisation calls.</summary>
    public X509Certificate2 IssueClientCertificate(PublicKey key, string organisation, string person)
    {
        var subject = new X500DistinguishedNameBuilder();
        subject.AddCommonName(Shorten(person));
        subject.AddOrganizationName(organisation);
        return Issue(new CertificateRequest(subject.Build(), key, HashAlgorithmName.SHA256), Purposes.ClientAuthentication, options.Value.ClientDays);
    }

    /// <summary>Signs a request that is the server's own, as it stands.</summary>
    /// <param name="request">The request, its extensions included.</param>
    /// <param name="notBefore">When the certificate becomes valid.</param>
    /// <param name="notAfter">Until when it is, or the authority itself if that ends before.</param>
    public X509Certificate2 Sign(CertificateRequest request, DateTimeOffset notBefore, DateTimeOffset notAfter)
    {
        var (from, until) = (new DateTimeOffset(Required.NotBefore), new DateTimeOffset(Required.NotAfter));
        return request.Create(
            Required.SubjectName, Generator(), notBefore < from ? from : notBefore, notAfter > until ? until : notAfter, RandomNumberGenerator.GetBytes(SerialBytes));
    }

    /// <inheritdoc/>
    public void Dispose() => _certificate?.Dispose();

    // X.520 allows 64 characters of a common name, of whole characters.
    private static string Shorten(string person)
    {
        const int longest = 64;
        if (person.Length <= longest)
            return person;
        return person[..(char.IsHighSurrogate(person[longest - 1]) ? longest - 1 : longest)];
    }

    // Whatever kind of key is certified: the library's own choice is for keys of the same kind only.
    private X509SignatureGenerator Generator() => Required.GetECDsaPrivateKey() is { } elliptic
        ? X509SignatureGenerator.CreateForECDsa(elliptic)
        : X509SignatureGenerator.CreateForRSA(Required.GetRSAPrivateKey()!, RSASignaturePadding.Pss);

    private X509Certificate2 Issue(CertificateRequest request, Oid purpose, int days)
    {
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([purpose], critical: false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(Required, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        var now = time.GetUtcNow();
        return Sign(request, now - Leeway, now.AddDays(days));
    }
}
