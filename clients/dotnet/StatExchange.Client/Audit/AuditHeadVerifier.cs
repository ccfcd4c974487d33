using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using StatExchange.V1;

namespace StatExchange.Client;

/// <summary>Verifies signed heads of the audit trail offline, by the certificate of the service's authority alone.</summary>
/// <param name="authority">The authority's certificate.</param>
public sealed class AuditHeadVerifier(X509Certificate2 authority)
{
    private readonly SignatureVerifier _signatures = new(authority);

    /// <summary>Verifies a head that was kept.</summary>
    /// <param name="signature">The signed head.</param>
    /// <exception cref="SignatureInvalidException">It proves nothing.</exception>
    public async Task<AuditHead> VerifyAsync(string signature)
    {
        ArgumentNullException.ThrowIfNull(signature);
        return HeadOf(await _signatures.VerifyAsync(signature));
    }

    /// <summary>Verifies a head as the service answers it.</summary>
    /// <param name="head">The answer.</param>
    /// <exception cref="SignatureInvalidException">It proves nothing, or what is signed is another head.</exception>
    public async Task<AuditHead> VerifyAsync(GetAuditHeadResponse head)
    {
        ArgumentNullException.ThrowIfNull(head);
        var signed = await VerifyAsync(head.Signature);
        return signed.Number == head.Number && signed.Hash == Convert.ToHexStringLower(head.Hash.Span)
            ? signed
            : throw new SignatureInvalidException(SignatureFault.WrongContent, "What is signed is another head than the one answered.");
    }

    private static AuditHead HeadOf(JsonElement content)
    {
        try
        {
            var number = content.GetProperty("number");
            return new AuditHead(
                number.ValueKind == JsonValueKind.String ? long.Parse(number.GetString()!, CultureInfo.InvariantCulture) : number.GetInt64(),
                Convert.ToHexStringLower(Convert.FromHexString(content.GetProperty("hash").GetString() ?? "")),
                content.GetProperty("at").GetDateTimeOffset());
        }
        catch (Exception exception) when (exception is KeyNotFoundException or InvalidOperationException or FormatException or OverflowException)
        {
            throw new SignatureInvalidException(SignatureFault.WrongContent, "What is signed is no head of an audit trail.", exception);
        }
    }
}
