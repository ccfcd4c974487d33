using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace StatExchange.FunctionalTests.Infrastructure;

/// <summary>
/// A small OpenID Connect authority on a real port: discovery, keys, codes for devices (RFC 8628), refresh tokens that are good once, and
/// secrets of systems.
/// </summary>
internal sealed class TokenAuthority : IAsyncDisposable
{
    public const string Audience = "statexchange.login";
    public const string Client = "statx";
    public const string SystemClient = "loader";
    public const string Secret = "of a system: +/=";

    private readonly ECDsaSecurityKey _key = new(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = "login" };
    private readonly ConcurrentDictionary<string, bool> _refreshTokens = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _deviceAnswers = new();
    private readonly WebApplication _application;

    private TokenAuthority()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _application = builder.Build();
        _application.Urls.Add("http://127.0.0.1:0");
        _application.MapGet("/.well-known/openid-configuration", () => Results.Json(new
        {
            issuer = Address,
            jwks_uri = $"{Address}/keys",
            authorization_endpoint = $"{Address}/authorize",
            token_endpoint = $"{Address}/token",
            device_authorization_endpoint = $"{Address}/device",
        }));
        _application.MapGet("/keys", () => Results.Content(TestTokens.KeySet(_key), "application/json"));
        _application.MapPost("/device", (HttpRequest request) => request.Form["client_id"] == Client
            ? Results.Json(new { device_code = "device", user_code = "WDJB-MJHT", verification_uri = $"{Address}/activate", expires_in = 60, interval = 1 })
            : Refuse("invalid_client"));
        _application.MapPost("/token", (HttpRequest request) => Answer(request));
    }

    /// <summary>Its address, which is also the issuer's name.</summary>
    public string Address => _application.Urls.Single();

    /// <summary>How long access tokens are good.</summary>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How often refresh tokens were used.</summary>
    public int Refreshes { get; private set; }

    public static async Task<TokenAuthority> StartAsync()
    {
        var authority = new TokenAuthority();
        await authority._application.StartAsync(TestContext.Current.CancellationToken);
        return authority;
    }

    /// <summary>What polls for the token of a device are answered before it is given, or that it never is: "access_denied".</summary>
    public void Answer(params string[] errors)
    {
        foreach (var error in errors)
            _deviceAnswers.Enqueue(error);
    }

    /// <summary>Takes back all refresh tokens.</summary>
    public void Revoke() => _refreshTokens.Clear();

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        _key.ECDsa.Dispose();
    }

    private IResult Answer(HttpRequest request)
    {
        switch (request.Form["grant_type"].ToString())
        {
            case "urn:ietf:params:oauth:grant-type:device_code" when request.Form["client_id"] == Client && request.Form["device_code"] == "device":
                return _deviceAnswers.TryDequeue(out var error) ? Refuse(error) : Give("S. Petrosyan", refreshes: true);
            case "refresh_token" when _refreshTokens.TryRemove(request.Form["refresh_token"].ToString(), out _):
                Refreshes++;
                return Give("S. Petrosyan", refreshes: true);
            case "refresh_token":
                return Refuse("invalid_grant");
            case "client_credentials" when IsSystem(request.Headers.Authorization.ToString()):
                return Give("Loader", refreshes: false);
            default:
                return Refuse("invalid_client");
        }
    }

    private IResult Give(string person, bool refreshes)
    {
        var refresh = refreshes ? Guid.NewGuid().ToString() : null;
        if (refresh is not null)
            _refreshTokens.TryAdd(refresh, true);
        var claims = TestTokens.Claims("AM.ARMSTAT", person, TestTokens.OfficeRoles);
        (claims["iss"], claims["aud"]) = (Address, Audience);
        var token = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Claims = claims,
            SigningCredentials = new SigningCredentials(_key, SecurityAlgorithms.EcdsaSha256),
            Expires = TimeProvider.System.GetUtcNow().UtcDateTime + Lifetime,
        });
        return Results.Json(new { access_token = token, token_type = "Bearer", expires_in = (int)Lifetime.TotalSeconds, refresh_token = refresh });
    }

    // RFC 6749, 2.3.1: both parts are form-encoded first.
    private static bool IsSystem(string authorization) => authorization.StartsWith("Basic ", StringComparison.Ordinal)
        && Encoding.UTF8.GetString(Convert.FromBase64String(authorization["Basic ".Length..])).Split(':') is [var id, var secret]
        && id == SystemClient && System.Net.WebUtility.UrlDecode(secret) == Secret;

    private static IResult Refuse(string error) => Results.Json(new { error }, statusCode: StatusCodes.Status400BadRequest);
}
