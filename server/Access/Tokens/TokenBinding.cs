using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using StatExchange.Server.Errors;

namespace StatExchange.Server.Access.Tokens;

/// <summary>Tokens that are good only with the certificate that they were issued to (RFC 8705).</summary>
internal static class TokenBinding
{
    private const string Confirmation = "cnf";
    private const string Thumbprint = "x5t#S256";

    /// <summary>Requires the certificate that a token is bound to, when it is bound to one.</summary>
    /// <param name="token">The token, whose signature was checked.</param>
    /// <param name="certificate">The certificate of the connection; null when it has none.</param>
    /// <exception cref="ExchangeException">It is bound to another, or by a proof that this service does not take.</exception>
    public static void Require(JsonWebToken token, X509Certificate2? certificate)
    {
        if (!token.TryGetPayloadValue<JsonElement>(Confirmation, out var confirmation))
            return;
        var expected = confirmation.ValueKind == JsonValueKind.Object && confirmation.TryGetProperty(Thumbprint, out var thumbprint)
            && thumbprint.ValueKind == JsonValueKind.String
                ? thumbprint.GetString()! : string.Empty;
        var actual = certificate is null ? string.Empty : Base64Url.EncodeToString(SHA256.HashData(certificate.RawData));
        if (actual.Length == 0 || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(actual)))
            throw CredentialErrors.Token("not_bound", "it is bound to a certificate that this connection does not have.");
    }
}
