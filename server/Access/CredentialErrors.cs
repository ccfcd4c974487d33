using StatExchange.Server.Errors;
using StatExchange.V1;

namespace StatExchange.Server.Access;

/// <summary>What callers are told whose credential is not accepted.</summary>
internal static class CredentialErrors
{
    /// <summary>The refusal of a token.</summary>
    /// <param name="why">One of the words that the contract lists.</param>
    /// <param name="explanation">What is wrong, for people.</param>
    public static ExchangeException Token(string why, string explanation) => Invalid("token", why, explanation);

    /// <summary>The refusal of a certificate.</summary>
    /// <param name="why">One of the words that the contract lists.</param>
    /// <param name="explanation">What is wrong, for people.</param>
    public static ExchangeException Certificate(string why, string explanation) => Invalid("certificate", why, explanation);

    private static ExchangeException Invalid(string credential, string why, string explanation) => new(
        ErrorReason.CredentialInvalid, $"The {credential} is not accepted: {explanation}", ("credential", credential), ("why", why));
}
