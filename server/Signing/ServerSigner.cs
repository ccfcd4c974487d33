using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace StatExchange.Server.Signing;

/// <summary>Signs what the server gives proof of.</summary>
internal sealed class ServerSigner(IServerCertificateAuthority authority, IOptions<SigningOptions> options, TimeProvider time) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly JsonWebTokenHandler _handler = new();
    private SigningKey? _key;

    /// <summary>Signs.</summary>
    /// <param name="payload">JSON.</param>
    /// <returns>
    /// JSON Web Signature in compact serialization; its header has the certificates (x5c) and when it was signed (iat, seconds since
    /// 1970): the certificates are to be valid then.
    /// </returns>
    public string Sign(string payload)
    {
        // An ECDSA key is not for several at once.
        lock (_gate)
        {
            var now = time.GetUtcNow();
            var key = Current(now);
            var credentials = new SigningCredentials(new ECDsaSecurityKey(key.Key) { CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false } }, SecurityAlgorithms.EcdsaSha256);
            return _handler.CreateToken(payload, credentials, new Dictionary<string, object>
            {
                ["iat"] = now.ToUnixTimeSeconds(),
                ["x5c"] = key.Certificates.Select(certificate => Convert.ToBase64String(certificate.RawData)).ToArray(),
            });
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _key?.Dispose();

    private SigningKey Current(DateTimeOffset now)
    {
        if (_key is not null && _key.Certificates[0].NotAfter.ToUniversalTime() > now.UtcDateTime)
            return _key;
        _key?.Dispose();
        var file = options.Value.KeyFile!;
        return _key = SigningKey.Read(file, now) ?? SigningKey.Make(file, authority, now, TimeSpan.FromDays(options.Value.ValidDays));
    }
}
