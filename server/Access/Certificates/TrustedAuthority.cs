using System.Security.Cryptography.X509Certificates;

namespace StatExchange.Server.Access.Certificates;

/// <summary>Certificates that callers' certificates are verified by.</summary>
/// <param name="Roots">Those that are trusted by themselves.</param>
/// <param name="Intermediates">Those between them and the callers'.</param>
internal sealed record TrustedAuthority(X509Certificate2Collection Roots, X509Certificate2Collection Intermediates)
{
    /// <summary>One authority.</summary>
    public static TrustedAuthority Of(X509Certificate2 root) => new([root], []);

    /// <summary>Reads a PEM file.</summary>
    /// <exception cref="InvalidDataException">It has no root.</exception>
    public static TrustedAuthority Read(string file)
    {
        var all = new X509Certificate2Collection();
        all.ImportFromPemFile(file);
        var roots = all.Where(certificate => certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData)).ToArray();
        return roots.Length > 0 ? new TrustedAuthority([.. roots], [.. all.Except(roots)]) : throw new InvalidDataException($"{file} has no root certificate.");
    }
}
