using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using StatExchange.Server.Hosting;

namespace StatExchange.Server.Access.Authority;

/// <summary>The authority's key and certificate, in one file that only the server reads.</summary>
internal static class AuthorityKey
{
    /// <summary>The file with both.</summary>
    public const string FileName = "authority.pem";

    /// <summary>The file with the certificate alone, to be handed out.</summary>
    public const string CertificateFileName = "authority.crt";

    private const string Subject = "CN=StatExchange authority";

    // Clocks of machines that trust it may be behind.
    private static readonly TimeSpan Leeway = TimeSpan.FromDays(1);

    /// <summary>Reads it; null when there is none.</summary>
    public static X509Certificate2? Read(string folder)
    {
        var file = Path.Combine(folder, FileName);
        if (!File.Exists(file))
            return null;
        var pem = File.ReadAllText(file);
        return X509Certificate2.CreateFromPem(pem, pem);
    }

    /// <summary>Makes it, unless another server did meanwhile.</summary>
    /// <returns>The one that is there.</returns>
    public static X509Certificate2 Make(string folder, DateTimeOffset now, int years)
    {
        SecretFiles.CreateFolder(folder);
        using var turn = SecretFiles.TakeTurn(folder);
        if (Read(folder) is { } other)
            return other;
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(Subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        using var certificate = request.CreateSelfSigned(now - Leeway, now.AddYears(years));
        SecretFiles.Write(Path.Combine(folder, FileName), $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n");
        var made = Read(folder)!;
        SecretFiles.Write(Path.Combine(folder, CertificateFileName), $"{made.ExportCertificatePem()}\n");
        return made;
    }
}
