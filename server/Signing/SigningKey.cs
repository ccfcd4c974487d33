using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace StatExchange.Server.Signing;

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
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

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
    public static SigningKey Make(string file, IServerCertificateAuthority authority, DateTimeOffset now, TimeSpan valid)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(Subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(DocumentSigning)], critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        var certificates = authority.Issue(request, now, now + valid);

        // Whole or not at all, under a name of its own first: servers that start at once do not read half of it.
        var made = $"{file}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        using (var writer = new StreamWriter(made, options))
        {
            writer.WriteLine(key.ExportPkcs8PrivateKeyPem());
            foreach (var certificate in certificates)
                writer.WriteLine(certificate.ExportCertificatePem());
        }

        if (Read(file, now) is { } other)
        {
            File.Delete(made);
            key.Dispose();
            return other;
        }

        File.Move(made, file, overwrite: true);
        return new SigningKey(key, certificates);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Key.Dispose();
        foreach (var certificate in Certificates)
            certificate.Dispose();
    }
}
