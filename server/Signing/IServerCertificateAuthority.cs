using System.Security.Cryptography.X509Certificates;

namespace StatExchange.Server.Signing;

/// <summary>Who certifies the key that the server signs with.</summary>
internal interface IServerCertificateAuthority
{
    /// <summary>Issues a certificate for a request, as it stands: its subject and extensions are the server's own.</summary>
    /// <param name="request">The request.</param>
    /// <param name="notBefore">When it becomes valid.</param>
    /// <param name="notAfter">Until when it is, or the authority itself if that ends before.</param>
    /// <returns>The certificate without its key, and those that it is verified by, up to the authority's own.</returns>
    IReadOnlyList<X509Certificate2> Issue(CertificateRequest request, DateTimeOffset notBefore, DateTimeOffset notAfter);
}
