using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace StatExchange.Server.Signing;

/// <summary>Stands in for the exchange's authority until that is there.</summary>
internal sealed class LocalAuthority : IServerCertificateAuthority
{
    /// <inheritdoc/>
    public IReadOnlyList<X509Certificate2> Issue(CertificateRequest request, DateTimeOffset notBefore, DateTimeOffset notAfter)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var own = new CertificateRequest("CN=local", key, HashAlgorithmName.SHA256);
        own.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var authority = own.CreateSelfSigned(notBefore, notAfter);
        return [request.Create(authority, notBefore, notAfter, Guid.NewGuid().ToByteArray()), X509CertificateLoader.LoadCertificate(authority.RawData)];
    }
}
