using System.Security.Cryptography.X509Certificates;

namespace StatExchange.Server.Hosting.Tls;

/// <summary>Issues the certificate that the server proves itself by, where the operator brings none.</summary>
internal interface IServerCertificateIssuer
{
    /// <summary>Issues a certificate with its key, for the names by which this machine is reached.</summary>
    /// <param name="names">Further names and addresses.</param>
    X509Certificate2 IssueServerCertificate(IReadOnlyList<string> names);
}
