using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace StatExchange.FunctionalTests.Infrastructure;

/// <summary>An authority of somebody else's, which certifies whatever a test asks for.</summary>
internal sealed class TestAuthority : IDisposable
{
    public const string ClientPurpose = "1.3.6.1.5.5.7.3.2";
    public const string ServerPurpose = "1.3.6.1.5.5.7.3.1";

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public TestAuthority(string name)
    {
        var request = new CertificateRequest($"CN={name}", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        Certificate = request.CreateSelfSigned(Now.AddYears(-2), Now.AddYears(5));
    }

    public X509Certificate2 Certificate { get; }

    public static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    /// <summary>A certificate of a subject with its key; for clients, and good for a day, unless said otherwise.</summary>
    public X509Certificate2 Issue(
        string subject, string? purpose = ClientPurpose, DateTimeOffset? from = null, DateTimeOffset? until = null, Action<CertificateRequest>? more = null)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        if (purpose is not null)
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(purpose)], critical: false));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        more?.Invoke(request);
        using var certificate = request.Create(Certificate, from ?? Now.AddHours(-1), until ?? Now.AddDays(1), RandomNumberGenerator.GetBytes(16));
        return certificate.CopyWithPrivateKey(key);
    }

    /// <summary>A list of what it revoked.</summary>
    public string Revoke(DateTimeOffset from, DateTimeOffset until, params IEnumerable<X509Certificate2> revoked)
    {
        var list = new CertificateRevocationListBuilder();
        foreach (var certificate in revoked)
            list.AddEntry(certificate);
        var number = from.ToUnixTimeSeconds();
        return PemEncoding.WriteString("X509 CRL", list.Build(Certificate, number, until, HashAlgorithmName.SHA256, rsaSignaturePadding: null, from));
    }

    public void Dispose()
    {
        _key.Dispose();
        Certificate.Dispose();
    }
}
