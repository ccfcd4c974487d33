using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace StatExchange.UnitTests.Client;

/// <summary>An authority that issues certificates, and what is signed with them.</summary>
internal sealed class SigningAuthority : IDisposable
{
    public const string DocumentSigning = "1.3.6.1.5.5.7.3.36";
    public const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    public static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset End = new(2026, 6, 30, 0, 0, 0, TimeSpan.Zero);

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public SigningAuthority()
    {
        var request = new CertificateRequest("CN=Authority", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        Certificate = request.CreateSelfSigned(Start.AddYears(-1), Start.AddYears(20));
    }

    public X509Certificate2 Certificate { get; }

    /// <summary>Signs with a new key that is certified for a purpose from start to end.</summary>
    public string Sign(object payload, string purpose = DocumentSigning, DateTimeOffset? at = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = Issue(key, purpose);
        return Sign(payload, new SigningCredentials(KeyOf(key), SecurityAlgorithms.EcdsaSha256), at ?? Start.AddDays(1), certificate, Certificate);
    }

    public X509Certificate2 Issue(ECDsa key, string purpose = DocumentSigning)
    {
        var request = new CertificateRequest("CN=Signer", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(purpose)], true));
        return request.Create(Certificate, Start, End, Guid.NewGuid().ToByteArray());
    }

    /// <summary>A signature as it is asked for, whether or not it proves anything.</summary>
    public static string Sign(object payload, SigningCredentials? credentials, DateTimeOffset? at, params X509Certificate2[] certificates)
    {
        var header = new Dictionary<string, object>(StringComparer.Ordinal);
        if (at is { } instant)
            header.Add("iat", instant.ToUnixTimeSeconds());
        if (certificates.Length > 0)
            header.Add("x5c", certificates.Select(certificate => Convert.ToBase64String(certificate.RawData)).ToArray());
        var json = JsonSerializer.Serialize(payload);
        return credentials is not null
            ? new JsonWebTokenHandler().CreateToken(json, credentials, header)
            : $"{Base64UrlEncoder.Encode(JsonSerializer.Serialize(new Dictionary<string, object>(header, StringComparer.Ordinal) { ["alg"] = "none" }))}.{Base64UrlEncoder.Encode(json)}.";
    }

    public static SecurityKey KeyOf(ECDsa key) => new ECDsaSecurityKey(key) { CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false } };

    public void Dispose()
    {
        Certificate.Dispose();
        _key.Dispose();
    }
}
