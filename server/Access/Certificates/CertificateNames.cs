using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.X509;

namespace StatExchange.Server.Access.Certificates;

/// <summary>By what a certificate is known, as the contract writes it (Credential.subject).</summary>
internal static class CertificateNames
{
    /// <summary>A certificate of the exchange's own authority: the SHA-256 of it in hexadecimal.</summary>
    public static string Own(X509Certificate2 certificate) => Convert.ToHexStringLower(SHA256.HashData(certificate.RawData));

    /// <summary>Whether a subject is one of those.</summary>
    public static bool IsOwn(string subject) => subject.Length == 2 * SHA256.HashSizeInBytes && subject.All(char.IsAsciiHexDigit);

    /// <summary>
    /// A certificate of another authority: the name that the configuration gives the authority, and its subject as RFC 4514 writes it.
    /// What one authority calls somebody, another may call somebody else.
    /// </summary>
    public static string Foreign(string authority, X509Certificate2 certificate) =>
        $"{authority} " + new X509CertificateParser().ReadCertificate(certificate.RawData).SubjectDN.ToString(reverse: true, X509Name.RFC2253Symbols);
}
