using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using StatExchange.Server.Access.Authority;
using StatExchange.Server.Access.Credentials;
using StatExchange.Server.Errors;
using StatExchange.V1;

namespace StatExchange.Server.Access.Certificates;

/// <summary>Finds out whom a client certificate stands for.</summary>
internal sealed class CertificateAuthentication(
    ExchangeAuthority own, IOptions<AccessOptions> options, CredentialStore store, TimeProvider time, ILogger<CertificateAuthentication> logger)
{
    private readonly ConfiguredAuthority[] _others = [.. options.Value.Authorities.Select(authority => new ConfiguredAuthority(authority))];

    /// <summary>Who calls with a certificate; that it has its key, the handshake proved.</summary>
    /// <exception cref="ExchangeException">The certificate is not accepted.</exception>
    public async Task<Caller> AuthenticateAsync(X509Certificate2 certificate, CancellationToken cancellationToken)
    {
        var known = await store.FindAsync(CredentialKind.Certificate, Verify(certificate), cancellationToken);

        // A certificate from before its subject was revoked stays dead when the subject is registered anew.
        if (known.RevokedAt is { } revoked && (known.Standing is null || certificate.NotBefore.ToUniversalTime() <= revoked.UtcDateTime))
            throw CredentialErrors.Certificate("revoked", "it was revoked.");
        if (known.Standing is not { } credential)
            throw CredentialErrors.Certificate("unknown_subject", "it stands for nobody here.");

        return credential.ToCaller() with { ExpiresAt = new DateTimeOffset(certificate.NotAfter) };
    }

    private string Verify(X509Certificate2 certificate)
    {
        var now = time.GetUtcNow().UtcDateTime;
        if (own.Certificate is { } authority && CertificateChain.Verify(certificate, TrustedAuthority.Of(authority), now) is not null)
            return CertificateNames.Own(certificate);
        foreach (var other in _others)
        {
            if (FindCertificates(other) is not { } trusted || CertificateChain.Verify(certificate, trusted, now) is not { } chain)
                continue;
            other.Revocations?.Require(chain, now);
            return CertificateNames.Foreign(other.Name, certificate);
        }

        throw CredentialErrors.Certificate("untrusted", "it is of no authority that this service trusts.");
    }

    // A file that is away for a moment is the operator's affair, and no reason to refuse the callers of other authorities.
    private TrustedAuthority? FindCertificates(ConfiguredAuthority authority)
    {
        try
        {
            return authority.Certificates;
        }
        catch (IOException exception)
        {
            logger.LogWarning(exception, "The certificates of the authority {Authority} cannot be read", authority.Name);
            return null;
        }
    }
}
