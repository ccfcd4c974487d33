using System.ComponentModel.DataAnnotations;
using StatExchange.Server.Access.Tokens;

namespace StatExchange.Server.Access;

/// <summary>Who may call, and how that is proved. Section `Access` of the configuration.</summary>
public sealed class AccessOptions : IValidatableObject
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Access";

    /// <summary>Whether what is public is for anonymous callers too: published figures are, unless the operator says otherwise.</summary>
    public bool AllowAnonymous { get; set; } = true;

    /// <summary>The issuers whose tokens are accepted; none unless they are named.</summary>
    public IList<TokenIssuerOptions> Tokens { get; } = [];

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var results = new List<ValidationResult>();
        foreach (var issuer in Tokens)
            Validator.TryValidateObject(issuer, new ValidationContext(issuer), results, validateAllProperties: true);
        if (Tokens.Select(issuer => issuer.Issuer).Distinct(StringComparer.Ordinal).Count() < Tokens.Count)
            results.Add(new ValidationResult("Access:Tokens names an issuer twice."));
        return results;
    }
}
