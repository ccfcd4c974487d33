using Org.BouncyCastle.Security;
using Org.BouncyCastle.Security.Certificates;
using Org.BouncyCastle.X509;
using StatExchange.Server.Errors;

namespace StatExchange.Server.Access.Certificates;

/// <summary>Lists of revoked certificates, as an authority published them.</summary>
/// <param name="lists">The lists.</param>
internal sealed class RevocationLists(IReadOnlyList<X509Crl> lists)
{
    /// <summary>Reads a file of them.</summary>
    public static RevocationLists Read(string file)
    {
        using var stream = File.OpenRead(file);
        return new RevocationLists([.. new X509CrlParser().ReadCrls(stream)]);
    }

    /// <summary>Requires that a list in force says nothing of any certificate of a chain.</summary>
    /// <param name="chain">The certificates as DER, each followed by the one that issued it.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="ExchangeException">One is revoked, or nobody says that it is not.</exception>
    public void Require(IReadOnlyList<byte[]> chain, DateTime now)
    {
        var parser = new X509CertificateParser();
        for (var position = 0; position < chain.Count - 1; position++)
        {
            var certificate = parser.ReadCertificate(chain[position]);
            var issuer = parser.ReadCertificate(chain[position + 1]);
            var inForce = lists.Where(list => IsInForce(list, issuer, now)).ToList();
            if (inForce.Count == 0)
                throw CredentialErrors.Certificate("untrusted", "the list of what its authority revoked is not there, or too old.");
            if (inForce.Exists(list => list.IsRevoked(certificate)))
                throw CredentialErrors.Certificate("revoked", "its authority revoked it.");
        }
    }

    private static bool IsInForce(X509Crl list, Org.BouncyCastle.X509.X509Certificate issuer, DateTime now)
    {
        if (!list.IssuerDN.Equivalent(issuer.SubjectDN) || list.ThisUpdate.ToUniversalTime() > now || list.NextUpdate is not { } next || next.ToUniversalTime() < now)
            return false;
        try
        {
            list.Verify(issuer.GetPublicKey());
            return true;
        }
        catch (Exception exception) when (exception is CrlException or GeneralSecurityException)
        {
            return false;
        }
    }
}
