using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using StatExchange.Server.Errors;
using StatExchange.V1;

namespace StatExchange.Server.Access.Authority;

/// <summary>Reads certificate requests (PKCS #10).</summary>
internal static class SigningRequest
{
    private const int LeastRsaBits = 3072;
    private const int MostRsaBits = 8192;
    private const int MostBytes = 16 * 1024;

    private static readonly string[] Curves = [ECCurve.NamedCurves.nistP256.Oid.Value!, ECCurve.NamedCurves.nistP384.Oid.Value!];

    /// <summary>The public key of a request; nothing else of it is taken over. Its signature proves that who asks has the key.</summary>
    /// <exception cref="ExchangeException">The request is damaged, its signature does not fit, or its key is too weak.</exception>
    public static PublicKey ReadKey(ReadOnlySpan<byte> request)
    {
        PublicKey key;
        try
        {
            if (request.Length > MostBytes)
                throw Invalid($"it is larger than {MostBytes} bytes");
            key = CertificateRequest.LoadSigningRequest(request.ToArray(), HashAlgorithmName.SHA256, out var read).PublicKey;
            if (read != request.Length)
                throw Invalid("something follows it");
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException or NotSupportedException)
        {
            throw Invalid("it is damaged, or its signature does not fit its key");
        }

        return IsStrong(key) ? key : throw Invalid($"its key is to be ECDSA of P-256 or P-384, or RSA of {LeastRsaBits} bits or more");
    }

    private static bool IsStrong(PublicKey key)
    {
        try
        {
            using var elliptic = key.GetECDsaPublicKey();
            if (elliptic is not null)
                return Curves.Contains(elliptic.ExportParameters(includePrivateParameters: false).Curve.Oid.Value, StringComparer.Ordinal);
            using var rsa = key.GetRSAPublicKey();
            return rsa?.KeySize is >= LeastRsaBits and <= MostRsaBits;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static ExchangeException Invalid(string why) => new(ErrorReason.CertificateRequestInvalid, $"The certificate request is not taken: {why}.");
}
