using Microsoft.IdentityModel.Tokens;
using StatExchange.Server.Errors;

namespace StatExchange.Server.Access.Tokens;

/// <summary>Tells why a token is not accepted. Nothing of what the library knows of keys and settings is told.</summary>
internal static class TokenFailures
{
    /// <summary>The refusal for a failure of the library's.</summary>
    public static ExchangeException Explain(Exception failure) => failure switch
    {
        SecurityTokenExpiredException => CredentialErrors.Token("expired", "it has expired."),
        SecurityTokenNotYetValidException => CredentialErrors.Token("not_yet_valid", "it is not valid yet."),
        SecurityTokenNoExpirationException or SecurityTokenInvalidLifetimeException => CredentialErrors.Token("malformed", "it does not say how long it is valid."),
        SecurityTokenInvalidAudienceException => CredentialErrors.Token("wrong_audience", "it is for another service."),
        SecurityTokenInvalidIssuerException => CredentialErrors.Token("wrong_issuer", "its issuer is not one that this service trusts."),
        SecurityTokenMalformedException or ArgumentException => CredentialErrors.Token("malformed", "it is damaged."),
        _ => CredentialErrors.Token("bad_signature", "its signature is not one of its issuer's, or not made as it should be."),
    };
}
