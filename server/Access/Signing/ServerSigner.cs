using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using StatExchange.Server.Access.Authority;

namespace StatExchange.Server.Access.Signing;

/// <summary>Signs what the server gives proof of.</summary>
internal sealed class ServerSigner(
    ExchangeAuthority authority, IOptions<SigningOptions> options, IOptions<AuthorityOptions> authorityOptions, TimeProvider time) : IHostedService, IDisposable
{
    private const string KeyFileName = "signing.pem";

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
            var security = new ECDsaSecurityKey(key.Key) { CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false } };
            var credentials = new SigningCredentials(security, SecurityAlgorithms.EcdsaSha256);
            return _handler.CreateToken(payload, credentials, new Dictionary<string, object>
            {
                ["iat"] = now.ToUnixTimeSeconds(),
                ["x5c"] = key.Certificates.Select(certificate => Convert.ToBase64String(certificate.RawData)).ToArray(),
            });
        }
    }

    /// <summary>Takes the key, or makes it, so that a server that cannot sign does not start.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
            Current(time.GetUtcNow());
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose() => _key?.Dispose();

    private SigningKey Current(DateTimeOffset now)
    {
        if (_key is not null && _key.Certificates[0].NotAfter.ToUniversalTime() > now.UtcDateTime)
            return _key;
        _key?.Dispose();
        var file = options.Value.KeyFile ?? Path.Combine(authorityOptions.Value.Folder, KeyFileName);
        return _key = SigningKey.Read(file, now) ?? SigningKey.Make(file, authority, now, TimeSpan.FromDays(options.Value.ValidDays));
    }
}
