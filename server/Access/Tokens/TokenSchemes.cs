using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace StatExchange.Server.Access.Tokens;

/// <summary>Registers how the tokens of each issuer are checked: a scheme of its own, so that no issuer's key is good for another's.</summary>
internal static class TokenSchemes
{
    /// <summary>The scheme of an issuer.</summary>
    public static string NameOf(string issuer) => $"{JwtBearerDefaults.AuthenticationScheme} {issuer}";

    /// <summary>Adds the schemes of all issuers that are configured.</summary>
    public static void AddTokens(this WebApplicationBuilder builder)
    {
        var configured = builder.Configuration.GetSection(AccessOptions.Section).Get<AccessOptions>() ?? new AccessOptions();
        var authentication = builder.Services.AddAuthentication();
        foreach (var issuer in configured.Tokens.Select(one => one.Issuer).Distinct(StringComparer.Ordinal))
        {
            authentication.AddJwtBearer(NameOf(issuer), configureOptions: null!);
            builder.Services.AddOptions<JwtBearerOptions>(NameOf(issuer)).Configure<IOptions<AccessOptions>, TimeProvider>(
                (scheme, access, time) => Configure(scheme, access.Value.Tokens.First(one => one.Issuer == issuer), time));
        }
    }

    private static void Configure(JwtBearerOptions scheme, TokenIssuerOptions issuer, TimeProvider time)
    {
        scheme.MapInboundClaims = false;
        scheme.RefreshInterval = issuer.RefreshInterval;
        if (issuer.KeysFile is { Length: > 0 } file)
        {
            scheme.ConfigurationManager = new KeysFileConfiguration(Path.GetFullPath(file), issuer.Issuer);
        }
        else
        {
            scheme.Authority = issuer.Authority;
            scheme.RequireHttpsMetadata = !new Uri(issuer.Authority!).IsLoopback;
        }

        scheme.TokenValidationParameters = new TokenValidationParameters
        {
            ValidIssuer = issuer.Issuer,
            ValidAudience = issuer.Audience,
            ValidAlgorithms = issuer.AcceptedAlgorithms,
            LifetimeValidator = (notBefore, expires, _, _) => IsWithin(notBefore, expires, time.GetUtcNow().UtcDateTime, issuer.ClockSkew),
        };

        // What fails is told as a failure, whatever it is; by default some of it would be thrown.
        scheme.Events = new JwtBearerEvents
        {
            OnAuthenticationFailed = context =>
            {
                context.Fail(context.Exception);
                return Task.CompletedTask;
            },
        };
    }

    // The library's own validation goes by the machine's clock.
    private static bool IsWithin(DateTime? notBefore, DateTime? expires, DateTime now, TimeSpan skew)
    {
        if (expires is null)
            throw new SecurityTokenNoExpirationException("The token does not say until when it is good.");
        if (expires.Value < now - skew)
            throw new SecurityTokenExpiredException($"The token was good until {expires.Value:O}.") { Expires = expires.Value };
        if (notBefore is { } first && first > now + skew)
            throw new SecurityTokenNotYetValidException($"The token is good from {first:O}.") { NotBefore = first };
        return true;
    }
}
