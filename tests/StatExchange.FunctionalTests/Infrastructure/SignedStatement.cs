using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;

namespace StatExchange.FunctionalTests.Infrastructure;

/// <summary>Verifies a JSON Web Signature of the server without the server and without its library.</summary>
internal static class SignedStatement
{
    private const string DocumentSigning = "1.3.6.1.5.5.7.3.36";

    /// <summary>The authority's certificate that a signature brings along: the last of its header.</summary>
    public static X509Certificate2 AuthorityIn(string signature) => Certificates(signature)[^1];

    /// <summary>What is signed.</summary>
    public static JsonElement Payload(string signature) => Decode(signature.Split('.')[1]);

    /// <summary>Whether a key signed it that the authority certified for that, and nothing was changed since.</summary>
    public static bool IsGood(string signature, X509Certificate2 authority)
    {
        var parts = signature.Split('.');
        var header = Decode(parts[0]);
        var certificates = Certificates(signature);
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.ExtraStore.AddRange(certificates);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(DocumentSigning));
        chain.ChainPolicy.VerificationTime = DateTimeOffset.FromUnixTimeSeconds(header.GetProperty("iat").GetInt64()).UtcDateTime;
        using var key = certificates[0].GetECDsaPublicKey()!;
        return header.GetProperty("alg").GetString() == "ES256"
            && chain.Build(certificates[0])
            && key.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256);
    }

    private static X509Certificate2[] Certificates(string signature) =>
        [.. Decode(signature.Split('.')[0]).GetProperty("x5c").EnumerateArray().Select(one => X509CertificateLoader.LoadCertificate(Convert.FromBase64String(one.GetString()!)))];

    private static JsonElement Decode(string part) => JsonDocument.Parse(Base64Url.DecodeFromChars(part)).RootElement;
}
