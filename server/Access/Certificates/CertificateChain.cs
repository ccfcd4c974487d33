using System.Security.Cryptography.X509Certificates;
using StatExchange.Server.Access.Authority;
using StatExchange.Server.Errors;

namespace StatExchange.Server.Access.Certificates;

/// <summary>Verifies a caller's certificate by an authority: nothing of the machine is trusted, and nothing is fetched.</summary>
internal static class CertificateChain
{
    private const X509ChainStatusFlags NotOfTheAuthority =
        X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.NotSignatureValid | X509ChainStatusFlags.Cyclic;

    /// <summary>Verifies a certificate.</summary>
    /// <returns>The certificate and those that it is verified by, up to the root, as DER; null when it is not of the authority.</returns>
    /// <exception cref="ExchangeException">It is of the authority, but not good.</exception>
    public static IReadOnlyList<byte[]>? Verify(X509Certificate2 certificate, TrustedAuthority authority, DateTime now)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
            VerificationTime = now,
        };
        chain.ChainPolicy.CustomTrustStore.AddRange(authority.Roots);
        chain.ChainPolicy.ExtraStore.AddRange(authority.Intermediates);
        chain.ChainPolicy.ApplicationPolicy.Add(Purposes.ClientAuthentication);
        chain.Build(certificate);
        var faults = chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (flags, status) => flags | status.Status);
        if ((faults & NotOfTheAuthority) != X509ChainStatusFlags.NoError)
            return null;

        // Without the extension a certificate is for any purpose, and so for none that anybody thought of.
        if (faults.HasFlag(X509ChainStatusFlags.NotValidForUsage) || !IsForClients(certificate))
            throw CredentialErrors.Certificate("wrong_purpose", "it is not for clients.");
        if (now > certificate.NotAfter.ToUniversalTime())
            throw CredentialErrors.Certificate("expired", "it has expired.");
        if (now < certificate.NotBefore.ToUniversalTime())
            throw CredentialErrors.Certificate("not_yet_valid", "it is not valid yet.");
        if (faults != X509ChainStatusFlags.NoError)
            throw CredentialErrors.Certificate("untrusted", "what it is verified by is not good.");
        return [.. chain.ChainElements.Select(element => element.Certificate.RawData)];
    }

    private static bool IsForClients(X509Certificate2 certificate) => certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>()
        .Any(usage => usage.EnhancedKeyUsages.Cast<System.Security.Cryptography.Oid>().Any(purpose => purpose.Value == Purposes.ClientAuthentication.Value));
}
