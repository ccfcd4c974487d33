using System.ComponentModel.DataAnnotations;
using StatExchange.Server.Access.Certificates;
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

    /// <summary>Authorities beside the exchange's own whose certificates are accepted; none unless they are named.</summary>
    public IList<AuthorityFileOptions> Authorities { get; } = [];

    /// <summary>File of the provision agreements of organisations that have none yet; the one that ships with the server unless it is set.</summary>
    [Required]
    public string AgreementsFile { get; set; } = Path.Combine(AppContext.BaseDirectory, "Catalogue", "Data", "provision_agreements.csv");

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var results = new List<ValidationResult>();
        foreach (var issuer in Tokens)
            Validator.TryValidateObject(issuer, new ValidationContext(issuer), results, validateAllProperties: true);
        foreach (var authority in Authorities)
            Validator.TryValidateObject(authority, new ValidationContext(authority), results, validateAllProperties: true);
        if (Tokens.Select(issuer => issuer.Issuer).Distinct(StringComparer.Ordinal).Count() < Tokens.Count)
            results.Add(new ValidationResult("Access:Tokens names an issuer twice."));
        if (Authorities.Select(authority => authority.Name).Distinct(StringComparer.Ordinal).Count() < Authorities.Count)
            results.Add(new ValidationResult("Access:Authorities gives two the same Name."));
        results.AddRange(Authorities.Where(authority => !File.Exists(authority.CertificatesFile))
            .Select(authority => new ValidationResult($"Access:Authorities: there is no file '{authority.CertificatesFile}'.")));
        return results;
    }
}
