using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace StatExchange.Client;

/// <summary>
/// A private key of this side with the certificate request (PKCS #10) that it signed. The service sees the request only. Kept until the
/// certificate has come, the same request is answered by the same certificate after any interruption.
/// </summary>
public sealed class CertificateKey : IDisposable
{
    private readonly ECDsa _key;
    private readonly byte[] _request;

    private CertificateKey(ECDsa key, byte[] request) => (_key, _request) = (key, request);

    /// <summary>The certificate request, DER.</summary>
    public ReadOnlyMemory<byte> Request => _request;

    /// <summary>Makes a key of P-256 and its request. The subject is the service's to say.</summary>
    public static CertificateKey Create()
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        try
        {
            return new CertificateKey(key, new CertificateRequest("CN=StatExchange", key, HashAlgorithmName.SHA256).CreateSigningRequest());
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }

    /// <summary>Reads what <see cref="ExportPem"/> wrote.</summary>
    /// <exception cref="CryptographicException">It is no key with its request.</exception>
    public static CertificateKey ImportPem(string pem)
    {
        ArgumentNullException.ThrowIfNull(pem);
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(PartOf(pem, "PRIVATE KEY"));
            var request = PartOf(pem, "CERTIFICATE REQUEST");
            return new CertificateKey(key, Convert.FromBase64String(request[PemEncoding.Find(request).Base64Data]));
        }
        catch (ArgumentException exception)
        {
            key.Dispose();
            throw new CryptographicException("This is no private key with its certificate request.", exception);
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }

    /// <summary>The key (PKCS #8, not encrypted) and its request, as PEM. It is a secret.</summary>
    public string ExportPem() => _key.ExportPkcs8PrivateKeyPem() + "\n" + PemEncoding.WriteString("CERTIFICATE REQUEST", _request) + "\n";

    /// <summary>A certificate that was issued for this key, with the key.</summary>
    /// <exception cref="ArgumentException">It was issued for another key.</exception>
    public X509Certificate2 CertificateOf(byte[] certificate)
    {
        using var issued = X509CertificateLoader.LoadCertificate(certificate);
        return issued.CopyWithPrivateKey(_key);
    }

    /// <summary>Forgets the key, but for certificates that were made with it.</summary>
    public void Dispose() => _key.Dispose();

    private static string PartOf(string pem, string label)
    {
        for (var rest = pem; PemEncoding.TryFind(rest, out var fields);)
        {
            if (rest[fields.Label] == label)
                return rest[fields.Location];
            rest = rest[fields.Location.End..];
        }

        throw new CryptographicException($"There is no {label}.");
    }
}
