using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Google.Protobuf;
using StatExchange.V1;

namespace StatExchange.Client;

/// <summary>
/// Verifies receipts offline, by the certificate of the service's authority alone. A receipt that it returns was signed by a server of
/// that authority and is as it was signed; it can be verified after the server's certificate has expired, too.
/// </summary>
/// <param name="authority">The authority's certificate, as enrolment brings it.</param>
public sealed class ReceiptVerifier(X509Certificate2 authority)
{
    private static readonly JsonParser Parser = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

    private readonly SignatureVerifier _signatures = new(authority);

    /// <summary>Verifies a receipt.</summary>
    /// <param name="signature">The signed receipt, as <see cref="StatExchangeClient.GetReceiptAsync"/> returns it.</param>
    /// <returns>What it says.</returns>
    /// <exception cref="SignatureInvalidException">It proves nothing.</exception>
    public async Task<Receipt> VerifyAsync(string signature)
    {
        ArgumentNullException.ThrowIfNull(signature);
        return ReceiptOf(await _signatures.VerifyAsync(signature));
    }

    /// <summary>Whether a receipt is for this file: whether its SHA-256 is the digest that the client stated when it submitted.</summary>
    /// <param name="receipt">The receipt.</param>
    /// <param name="file">The file, from where it is to be read.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<bool> IsForAsync(Receipt receipt, Stream file, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        var digest = Convert.ToHexString(await SHA256.HashDataAsync(file, cancellationToken));
        return string.Equals(receipt.ContentDigest, digest, StringComparison.OrdinalIgnoreCase);
    }

    private static Receipt ReceiptOf(JsonElement content)
    {
        try
        {
            var receipt = Parser.Parse<Receipt>(content.GetRawText());
            if (receipt is { ReleaseId: > 0, PublishedAt: not null })
                return receipt;
        }
        catch (Exception exception) when (exception is InvalidProtocolBufferException or InvalidOperationException)
        {
            throw new SignatureInvalidException(SignatureFault.WrongContent, "What is signed is no receipt.", exception);
        }

        throw new SignatureInvalidException(SignatureFault.WrongContent, "What is signed is no receipt of a release.");
    }
}
