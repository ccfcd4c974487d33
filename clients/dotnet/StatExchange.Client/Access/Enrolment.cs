using System.Security.Cryptography.X509Certificates;
using StatExchange.V1;

namespace StatExchange.Client;

/// <summary>A certificate that the service's authority has issued, and what servers and receipts are trusted by.</summary>
/// <param name="Credential">Whom it stands for, and what that one may do.</param>
/// <param name="Certificate">The certificate with its private key.</param>
/// <param name="Authority">The authority's certificate.</param>
public sealed record Enrolment(Credential Credential, X509Certificate2 Certificate, X509Certificate2 Authority) : IDisposable
{
    /// <summary>Forgets the key.</summary>
    public void Dispose()
    {
        Certificate.Dispose();
        Authority.Dispose();
    }
}
