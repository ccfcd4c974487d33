namespace StatExchange.Cli;

/// <summary>Gives the token that a profile's calls are made with, and renews it before it expires.</summary>
internal sealed class TokenSource(Profile profile, TokenSettings settings, TimeProvider time) : IDisposable
{
    // A token must outlive the call that it is sent with, and the difference of two clocks.
    private static readonly TimeSpan Reserve = TimeSpan.FromMinutes(1);

    private readonly HttpClient _http = new();
    private readonly SemaphoreSlim _gate = new(1);
    private TokenSet? _tokens;

    /// <summary>A token that is good for now.</summary>
    /// <exception cref="TokenException">There is none: somebody has to log in.</exception>
    public async ValueTask<string> GetAsync(CancellationToken cancellationToken)
    {
        if (settings.TokenFile.Length > 0)
            return SecretFiles.Read(settings.TokenFile).Trim();
        await _gate.WaitAsync(cancellationToken);
        try
        {
            _tokens ??= profile.FindTokens();
            if (_tokens is null || _tokens.ExpiresAt - Reserve <= time.GetUtcNow())
            {
                _tokens = await RenewAsync(cancellationToken);
                await profile.WriteAsync(_tokens, cancellationToken);
            }

            return _tokens.AccessToken;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose()
    {
        _http.Dispose();
        _gate.Dispose();
    }

    private async Task<TokenSet> RenewAsync(CancellationToken cancellationToken)
    {
        var authority = new TokenAuthority(_http, settings, time);
        if (settings.ClientSecretFile.Length > 0)
            return await authority.LogInAsync(SecretFiles.Read(settings.ClientSecretFile).Trim(), cancellationToken);
        if (_tokens?.RefreshToken is { Length: > 0 } refresh && await authority.RefreshAsync(refresh, cancellationToken) is { } renewed)
            return renewed;
        // Another statx may have renewed them meanwhile, and a refresh token may be good for one time only.
        if (profile.FindTokens() is { } others && others.ExpiresAt - Reserve > time.GetUtcNow())
            return others;
        throw new TokenException(
            $"The login of the profile {profile.Name} has expired. Log in again: statx login --as {profile.Name} "
            + $"--authority-url {settings.Authority} --client-id {settings.ClientId}");
    }
}
