using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using StatExchange.Client;

namespace StatExchange.UnitTests.Client;

public sealed class CertificateKeyTests
{
    [Fact]
    public void Brought_back_it_asks_the_same_and_fits_the_certificate_that_is_issued()
    {
        using var authority = new SigningAuthority();
        using var made = CertificateKey.Create();
        using var key = CertificateKey.ImportPem(made.ExportPem());
        Assert.Equal(made.Request, key.Request);

        var request = CertificateRequest.LoadSigningRequest(key.Request.ToArray(), HashAlgorithmName.SHA256, signerSignaturePadding: null);
        using var asked = request.PublicKey.GetECDsaPublicKey()!;
        using var issued = authority.Issue(asked);
        using var certificate = key.CertificateOf(issued.RawData);
        Assert.True(certificate.HasPrivateKey);
        using var other = CertificateKey.Create();
        Assert.Throws<ArgumentException>(() => other.CertificateOf(issued.RawData));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")]
    public void What_is_no_key_is_refused(string pem) => Assert.Throws<CryptographicException>(() => CertificateKey.ImportPem(pem));
}
