using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace StatExchange.Client;

/// <summary>The certificates that a signature brings: that of its key first.</summary>
internal sealed class SigningChain(X509Certificate2Collection certificates) : IDisposable
{
    private const int MostCertificates = 10;
    private const string DocumentSigning = "1.3.6.1.5.5.7.3.36"; // RFC 9336

    private readonly List<IDisposable> _keys = [];

    private X509Certificate2 Signer => certificates[0];

    /// <summary>The certificates of a signature's header.</summary>
    /// <exception cref="SignatureInvalidException">There are none.</exception>
    public static X509Certificate2Collection CertificatesOf(JsonElement header)
    {
        var found = new X509Certificate2Collection();
        try
        {
            foreach (var certificate in header.GetProperty("x5c").EnumerateArray().Take(MostCertificates))
                found.Add(X509CertificateLoader.LoadCertificate(certificate.GetBytesFromBase64()));
            if (found.Count > 0)
                return found;
        }
        catch (Exception exception) when (exception is KeyNotFoundException or InvalidOperationException or FormatException or CryptographicException)
        {
            throw new SignatureInvalidException(SignatureFault.Malformed, "The signature does not bring the certificates of its key.", exception);
        }

        throw new SignatureInvalidException(SignatureFault.Malformed, "The signature does not bring the certificate of its key.");
    }

    /// <summary>The key that must have signed.</summary>
    public SecurityKey PublicKey()
    {
        if (Signer.GetECDsaPublicKey() is { } ecdsa)
        {
            _keys.Add(ecdsa);
            return new ECDsaSecurityKey(ecdsa);
        }

        if (Signer.GetRSAPublicKey() is { } rsa)
        {
            _keys.Add(rsa);
            return new RsaSecurityKey(rsa);
        }

        throw new SignatureInvalidException(SignatureFault.Algorithm, "The certificate's key is neither of ECDSA nor of RSA.");
    }

    /// <summary>Requires that the authority issued the certificate for a server's signatures, and that it was valid at an instant.</summary>
    public void RequireIssuedBy(X509Certificate2 authority, DateTimeOffset instant)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.ExtraStore.AddRange(certificates);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        // Not now: what was signed in time stays proved when the certificate has expired.
        chain.ChainPolicy.VerificationTime = instant.LocalDateTime;
        if (!chain.Build(Signer))
        {
            var why = string.Join(" ", chain.ChainStatus.Select(status => status.StatusInformation.Trim()).Distinct());
            throw new SignatureInvalidException(
                SignatureFault.Untrusted, $"The certificate of the signature's key is not to be trusted by this authority: {why}");
        }

        if (!IsForServersToSign())
        {
            throw new SignatureInvalidException(
                SignatureFault.WrongPurpose, $"The authority did not issue the certificate of {Signer.Subject} for signing.");
        }
    }

    public void Dispose()
    {
        foreach (var key in _keys)
            key.Dispose();
        foreach (var certificate in certificates)
            certificate.Dispose();
    }

    // The same authority issues the certificates of callers, who must not be able to write receipts.
    private bool IsForServersToSign() =>
        Signer.Extensions.OfType<X509BasicConstraintsExtension>().All(constraints => !constraints.CertificateAuthority)
        && Signer.Extensions.OfType<X509KeyUsageExtension>().Any(usage => usage.KeyUsages.HasFlag(X509KeyUsageFlags.DigitalSignature))
        && Signer.Extensions.OfType<X509EnhancedKeyUsageExtension>()
            .Any(purposes => purposes.EnhancedKeyUsages.Cast<Oid>().Any(purpose => purpose.Value == DocumentSigning));
}
