using Duende.IdentityModel;
using Duende.IdentityModel.Client;

namespace StatExchange.Cli;

/// <summary>An authority that issues tokens (OAuth 2.0 with OpenID Connect discovery), as one client sees it.</summary>
internal sealed class TokenAuthority(HttpClient http, TokenSettings settings, TimeProvider time)
{
    // What an authority says nothing of: RFC 6749 leaves it open, and an hour is what most take.
    private static readonly TimeSpan UsualLifetime = TimeSpan.FromHours(1);

    // RFC 8628, 3.5: what a poll waits for when the authority does not say, and by how much more after "slow_down".
    private const int UsualIntervalSeconds = 5;
    private const int SlowDownSeconds = 5;

    /// <summary>
    /// Lets a person log in on any device (RFC 8628): they are shown an address and a code, and the authority is asked until they have
    /// allowed or refused it, or the code has expired.
    /// </summary>
    /// <exception cref="TokenException">They refused it, or let it expire, or the authority cannot be asked.</exception>
    public async Task<TokenSet> LogInAsync(Action<DeviceAuthorizationResponse> show, CancellationToken cancellationToken)
    {
        var document = await DiscoverAsync(cancellationToken);
        if (document.DeviceAuthorizationEndpoint is not { Length: > 0 } endpoint)
            throw new TokenException($"{settings.Authority} does not offer to log in with a code on another device (RFC 8628).");
        var device = Require(await http.RequestDeviceAuthorizationAsync(
            new DeviceAuthorizationRequest
            {
                Address = endpoint,
                ClientId = settings.ClientId,
                ClientCredentialStyle = ClientCredentialStyle.PostBody,
                Scope = settings.Scope,
            },
            cancellationToken));
        show(device);
        return await PollAsync(document, device, cancellationToken);
    }

    /// <summary>Asks for further tokens.</summary>
    /// <returns>The tokens; null when the authority wants the person to log in again.</returns>
    public async Task<TokenSet?> RefreshAsync(string refreshToken, CancellationToken cancellationToken)
    {
        var document = await DiscoverAsync(cancellationToken);
        var response = await http.RequestRefreshTokenAsync(
            new RefreshTokenRequest
            {
                Address = document.TokenEndpoint,
                ClientId = settings.ClientId,
                ClientCredentialStyle = ClientCredentialStyle.PostBody,
                RefreshToken = refreshToken,
            },
            cancellationToken);
        // An authority may keep the refresh token it gave; then it names none.
        return response.IsError && response.Error == OidcConstants.TokenErrors.InvalidGrant
            ? null
            : TokensOf(Require(response), response.RefreshToken is { Length: > 0 } next ? next : refreshToken);
    }

    /// <summary>Asks for the token of a system.</summary>
    public async Task<TokenSet> LogInAsync(string clientSecret, CancellationToken cancellationToken)
    {
        var document = await DiscoverAsync(cancellationToken);
        var response = Require(await http.RequestClientCredentialsTokenAsync(
            new ClientCredentialsTokenRequest
            {
                Address = document.TokenEndpoint,
                ClientId = settings.ClientId,
                ClientSecret = clientSecret,
                Scope = settings.Scope.Length > 0 ? settings.Scope : null,
            },
            cancellationToken));
        return TokensOf(response, "");
    }

    private async Task<TokenSet> PollAsync(DiscoveryDocumentResponse document, DeviceAuthorizationResponse device, CancellationToken cancellationToken)
    {
        var interval = device.Interval > 0 ? device.Interval : UsualIntervalSeconds;
        var deadline = time.GetUtcNow().AddSeconds(device.ExpiresIn ?? 0);
        while (time.GetUtcNow() < deadline)
        {
            await Task.Delay(TimeSpan.FromSeconds(interval), time, cancellationToken);
            var response = await http.RequestDeviceTokenAsync(
                new DeviceTokenRequest
                {
                    Address = document.TokenEndpoint,
                    ClientId = settings.ClientId,
                    ClientCredentialStyle = ClientCredentialStyle.PostBody,
                    DeviceCode = device.DeviceCode!,
                },
                cancellationToken);
            if (!response.IsError)
                return TokensOf(response, response.RefreshToken ?? "");
            if (response.Error == OidcConstants.TokenErrors.SlowDown)
                interval += SlowDownSeconds;
            else if (response.Error != OidcConstants.TokenErrors.AuthorizationPending)
                Require(response);
        }

        throw new TokenException("The code has expired. Log in again: statx login");
    }

    private async Task<DiscoveryDocumentResponse> DiscoverAsync(CancellationToken cancellationToken) =>
        Require(await http.GetDiscoveryDocumentAsync(new DiscoveryDocumentRequest { Address = settings.Authority }, cancellationToken));

    private TokenSet TokensOf(TokenResponse response, string refreshToken) => new()
    {
        AccessToken = response.AccessToken ?? throw new TokenException($"{settings.Authority} answered without a token."),
        RefreshToken = refreshToken,
        ExpiresAt = time.GetUtcNow() + (response.ExpiresIn > 0 ? TimeSpan.FromSeconds(response.ExpiresIn) : UsualLifetime),
    };

    private T Require<T>(T response)
        where T : ProtocolResponse
    {
        if (!response.IsError)
            return response;
        var why = response is TokenResponse { ErrorDescription: { Length: > 0 } description } ? $"{response.Error}: {description}" : response.Error;
        throw new TokenException(
            $"{settings.Authority} gives no token: {why?.TrimEnd('.')}.", response.ErrorType == ResponseErrorType.Exception);
    }
}
