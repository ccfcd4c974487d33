using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using StatExchange.Server.Access.Authority;
using StatExchange.Server.Access.Credentials;
using StatExchange.Server.Errors;
using StatExchange.V1;

namespace StatExchange.Server.Access.Certificates;

/// <summary>Finds out whom a client certificate stands for.</summary>
internal sealed class CertificateAuthentication(ExchangeAuthority own, IOptions<AccessOptions> options, CredentialStore store, TimeProvider time)
{
    private readonly ConfiguredAuthority[] _others = [.. options.Value.Authorities.Select(authority => new ConfiguredAuthority(authority))];

    /// <summary>Who calls with a certificate; that it has its key, the handshake proved.</summary>
    /// <exception cref="ExchangeException">The certificate is not accepted.</exception>
    public async Task<Caller> AuthenticateAsync(X509Certificate2 certificate, CancellationToken cancellationToken)
    {
        var known = await store.FindAsync(CredentialKind.Certificate, Verify(certificate), cancellationToken);
        if (known.Standing is not { } credential)
        {
            throw known.RevokedAt is null
                ? CredentialErrors.Certificate("unknown_subject", "it stands for nobody here.")
                : CredentialErrors.Certificate("revoked", "it was revoked.");
        }

        return credential.ToCaller() with { ExpiresAt = new DateTimeOffset(certificate.NotAfter) };
    }

    private string Verify(X509Certificate2 certificate)
    {
        var now = time.GetUtcNow().UtcDateTime;
        if (own.Certificate is { } authority && CertificateChain.Verify(certificate, TrustedAuthority.Of(authority), now) is not null)
            return CertificateNames.Own(certificate);
        foreach (var other in _others)
        {
            if (CertificateChain.Verify(certificate, other.Certificates, now) is not { } chain)
                continue;
            other.Revocations?.Require(chain, now);
            return CertificateNames.Foreign(certificate);
        }

        throw CredentialErrors.Certificate("untrusted", "it is of no authority that this service trusts.");
    }
}
