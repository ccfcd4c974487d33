using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace StatExchange.Client;

/// <summary>
/// Verifies JSON Web Signatures of a service offline, by the certificate of its authority and nothing else: neither the machine's
/// trusted authorities nor the network have a say.
/// </summary>
/// <param name="authority">The authority's certificate.</param>
internal sealed class SignatureVerifier(X509Certificate2 authority)
{
    // The end of the year 9999, in seconds since 1970.
    private const long LatestInstant = 253_402_300_799;

    // With a private key only: what is signed with a shared secret, whoever verifies could have signed.
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
    ];

    /// <summary>Verifies a signature.</summary>
    /// <param name="signature">The signature, compact serialization. Its certificates have to be valid when it says it was made.</param>
    /// <returns>What is signed.</returns>
    /// <exception cref="SignatureInvalidException">It proves nothing.</exception>
    public async Task<JsonElement> VerifyAsync(string signature)
    {
        var token = Read(signature.Trim());
        var header = Json(token.EncodedHeader);
        if (header.TryGetProperty("crit", out _))
            throw new SignatureInvalidException(SignatureFault.Malformed, "The signature asks for extensions that are not understood.");
        if (!Algorithms.Contains(token.Alg, StringComparer.Ordinal))
            throw new SignatureInvalidException(SignatureFault.Algorithm, $"The signature is made by '{token.Alg}', which proves nothing.");
        using var chain = new SigningChain(SigningChain.CertificatesOf(header));
        await VerifyAsync(token, chain.PublicKey());
        chain.RequireIssuedBy(authority, InstantOf(header));
        return Json(token.EncodedPayload);
    }

    private static JsonWebToken Read(string signature)
    {
        try
        {
            return new JsonWebToken(signature);
        }
        catch (Exception exception) when (exception is ArgumentException or SecurityTokenException or FormatException or JsonException)
        {
            throw new SignatureInvalidException(SignatureFault.Malformed, "This is no JSON Web Signature.", exception);
        }
    }

    private static DateTimeOffset InstantOf(JsonElement header) =>
        header.TryGetProperty(JwtRegisteredClaimNames.Iat, out var instant) && instant.ValueKind == JsonValueKind.Number
        && instant.TryGetInt64(out var seconds) && seconds is > 0 and < LatestInstant
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : throw new SignatureInvalidException(SignatureFault.Malformed, "The signature does not say when it was made.");

    private static async Task VerifyAsync(JsonWebToken token, SecurityKey key)
    {
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
        {
            IssuerSigningKey = key,
            TryAllIssuerSigningKeys = true,
            RequireSignedTokens = true,
            ValidAlgorithms = Algorithms,
            // It is no token that lets somebody in.
            ValidateIssuer = false,
            ValidateAudience = false,
            ValidateLifetime = false,
            RequireExpirationTime = false,
            CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false },
        });
        if (!result.IsValid)
        {
            throw new SignatureInvalidException(
                SignatureFault.BadSignature, "The signature does not fit: what was signed was changed, or another key signed it.", result.Exception);
        }
    }

    private static JsonElement Json(string encoded)
    {
        try
        {
            using var document = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(encoded));
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document.RootElement.Clone()
                : throw new SignatureInvalidException(SignatureFault.Malformed, "What is signed is no JSON object.");
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            throw new SignatureInvalidException(SignatureFault.Malformed, "What is signed is no JSON.", exception);
        }
    }
}
