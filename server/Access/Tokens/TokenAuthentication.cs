using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using StatExchange.Server.Access.Credentials;
using StatExchange.Server.Catalogue;
using StatExchange.Server.Errors;
using StatExchange.V1;

namespace StatExchange.Server.Access.Tokens;

/// <summary>Finds out whom a bearer token stands for.</summary>
internal sealed class TokenAuthentication(IOptions<AccessOptions> options, CredentialStore store, CatalogueCache catalogue, ILogger<TokenAuthentication> logger)
{
    private const string Prefix = "Bearer ";

    /// <summary>Who calls with the token of a request.</summary>
    /// <exception cref="ExchangeException">The token is not accepted.</exception>
    public async Task<Caller> AuthenticateAsync(HttpContext http)
    {
        var issuer = IssuerOf(Read(http.Request.Headers.Authorization.ToString()));
        var result = await http.AuthenticateAsync(TokenSchemes.NameOf(issuer.Issuer));
        if (!result.Succeeded)
        {
            var failure = result.Failure ?? new ArgumentException("There is no token.", nameof(http));

            // What no token can be to blame for is the operator's: keys that cannot be read or fetched.
            if (failure is not (SecurityTokenException or ArgumentException))
                logger.LogWarning(failure, "Tokens of {Issuer} cannot be checked", issuer.Issuer);
            throw TokenFailures.Explain(failure);
        }

        // Read again: only now what it says is known to be what its issuer said.
        var token = Read(http.Request.Headers.Authorization.ToString());
        TokenBinding.Require(token, http.Connection.ClientCertificate);
        if (string.IsNullOrEmpty(token.Subject))
            throw CredentialErrors.Token("unknown_subject", "it names no subject.");
        var known = await store.FindAsync(CredentialKind.Token, $"{issuer.Issuer} {token.Subject}", http.RequestAborted);

        // A token from before its subject was revoked stays dead when the subject is registered anew.
        if (known.RevokedAt is { } revoked && (known.Standing is null || token.IssuedAt <= revoked.UtcDateTime))
            throw CredentialErrors.Token("revoked", "its subject was revoked.");
        var caller = known.Standing?.ToCaller() ?? FromClaims(result.Principal, issuer);
        if (!PersonName.IsValid(caller.Person))
            throw CredentialErrors.Token("malformed", PersonName.Requirement);
        if (!catalogue.Current.HasOrganisation(caller.Organisation))
            throw CredentialErrors.Token("unknown_subject", "the organisation that it stands for is not one of the catalogue.");
        return caller with { ExpiresAt = new DateTimeOffset(token.ValidTo, TimeSpan.Zero) };
    }

    private static JsonWebToken Read(string header)
    {
        if (!header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            throw CredentialErrors.Token("malformed", "the metadata authorization is no bearer token.");
        try
        {
            return new JsonWebToken(header[Prefix.Length..].Trim());
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            throw CredentialErrors.Token("malformed", "it is damaged.");
        }
    }

    // What an unchecked token says of its issuer decides only by whose keys it is checked.
    private TokenIssuerOptions IssuerOf(JsonWebToken token) =>
        options.Value.Tokens.FirstOrDefault(issuer => issuer.Issuer == token.Issuer)
        ?? throw CredentialErrors.Token("wrong_issuer", "its issuer is not one that this service trusts.");

    private static Caller FromClaims(ClaimsPrincipal principal, TokenIssuerOptions issuer)
    {
        var organisation = issuer.OrganisationClaim is { } claim ? principal.FindFirstValue(claim) ?? string.Empty : string.Empty;
        if (organisation.Length == 0)
            throw CredentialErrors.Token("unknown_subject", "its subject is not registered.");
        var isLimited = issuer.Organisations is { Length: > 0 };
        if (isLimited && !issuer.Organisations!.Contains(organisation, StringComparer.Ordinal))
            throw CredentialErrors.Token("unknown_subject", "its issuer does not speak for the organisation that it names.");
        var roles = RoleNames.Read(principal.FindAll(issuer.RolesClaim).Select(role => role.Value)).Where(role => !isLimited || role != Role.Administrator);
        return new Caller(organisation, (principal.FindFirstValue(issuer.PersonClaim) ?? string.Empty).Trim()) { Kind = CredentialKind.Token, Roles = [.. roles] };
    }
}
