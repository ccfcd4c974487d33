using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace StatExchange.Server.Access.Tokens;

/// <summary>An issuer's keys from a file on disk: whoever rotates them writes the file, and the next token is checked by it.</summary>
/// <param name="file">The file, a JSON Web Key Set.</param>
/// <param name="issuer">The issuer.</param>
internal sealed class KeysFileConfiguration(string file, string issuer) : IConfigurationManager<OpenIdConnectConfiguration>
{
    private sealed record Reading(DateTime WrittenAt, long Length, OpenIdConnectConfiguration Configuration);

    private volatile Reading? _reading;

    /// <inheritdoc/>
    public Task<OpenIdConnectConfiguration> GetConfigurationAsync(CancellationToken cancel)
    {
        var info = new FileInfo(file);
        var reading = _reading;
        if (reading is null || reading.WrittenAt != info.LastWriteTimeUtc || reading.Length != info.Length)
            _reading = reading = new Reading(info.LastWriteTimeUtc, info.Length, Read());
        return Task.FromResult(reading.Configuration);
    }

    /// <inheritdoc/>
    public void RequestRefresh() => _reading = null;

    private OpenIdConnectConfiguration Read()
    {
        var configuration = new OpenIdConnectConfiguration { Issuer = issuer, JsonWebKeySet = new JsonWebKeySet(File.ReadAllText(file)) };
        foreach (var key in configuration.JsonWebKeySet.GetSigningKeys())
            configuration.SigningKeys.Add(key);
        return configuration;
    }
}
