using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using StatExchange.Server.Access.Authority;
using StatExchange.Server.Hosting;

namespace StatExchange.Server.Access.Signing;

/// <summary>The key that a server signs with, and the certificates that prove whose it is.</summary>
/// <param name="Key">The key, ECDSA on P-256.</param>
/// <param name="Certificates">The key's certificate first, then those that it is verified by.</param>
internal sealed record SigningKey(ECDsa Key, IReadOnlyList<X509Certificate2> Certificates) : IDisposable
{
    /// <summary>
    /// The purpose that the certificate states (RFC 9336). Offices have certificates of the same authority: whoever verifies a
    /// signature has to ask for it, or an office could sign receipts for itself.
    /// </summary>
    public const string DocumentSigning = "1.3.6.1.5.5.7.3.36";

    private const string Subject = "CN=StatExchange signing";

    // The clocks of two servers differ.
    private static readonly TimeSpan Leeway = TimeSpan.FromMinutes(5);

    /// <summary>Reads the key from its file, unless its certificate has expired.</summary>
    /// <returns>The key; null when there is none that is good.</returns>
    public static SigningKey? Read(string file, DateTimeOffset now)
    {
        if (!File.Exists(file))
            return null;
        var pem = File.ReadAllText(file);
        var certificates = new X509Certificate2Collection();
        certificates.ImportFromPem(pem);
        if (certificates.Count == 0 || certificates[0].NotAfter.ToUniversalTime() <= now.UtcDateTime)
            return null;
        var key = ECDsa.Create();
        key.ImportFromPem(pem);
        return new SigningKey(key, [.. certificates]);
    }

    /// <summary>Makes a key, has it certified, and writes it where its owner alone reads it.</summary>
    /// <returns>The key; that of another server when one made it meanwhile.</returns>
    public static SigningKey Make(string file, ExchangeAuthority authority, DateTimeOffset now, TimeSpan valid)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        Directory.CreateDirectory(folder);

        // The authority may have to be made first, by the same turn.
        _ = authority.Required;
        using var turn = SecretFiles.TakeTurn(folder);
        if (Read(file, now) is { } other)
            return other;
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(Subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(DocumentSigning)], critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        using var certificate = authority.Sign(request, now - Leeway, now + valid);
        var pem = new StringBuilder();
        foreach (var part in new[] { key.ExportPkcs8PrivateKeyPem(), certificate.ExportCertificatePem(), authority.Required.ExportCertificatePem() })
            pem.Append(part).Append('\n');

        // One that has expired is replaced.
        SecretFiles.Write(file, pem.ToString());
        return Read(file, now)!;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Key.Dispose();
        foreach (var certificate in Certificates)
            certificate.Dispose();
    }
}
