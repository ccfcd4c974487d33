using System.ComponentModel.DataAnnotations;
using Microsoft.IdentityModel.Tokens;

namespace StatExchange.Server.Access.Tokens;

/// <summary>An issuer of tokens, and how its tokens are read. An entry of `Access:Tokens`.</summary>
public sealed class TokenIssuerOptions : IValidatableObject
{
    // Asymmetric ones only: with a shared secret whoever checks a token can make one, and a public key may be taken for that secret.
    private static readonly string[] Asymmetric =
    [
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
    ];

    /// <summary>What the claim `iss` says, exactly.</summary>
    [Required]
    public string Issuer { get; set; } = string.Empty;

    /// <summary>What the claim `aud` has to name: this service, so that tokens for others are of no use here.</summary>
    [Required]
    public string Audience { get; set; } = string.Empty;

    /// <summary>Address of the OpenID Connect provider, whose discovery document tells its keys. Over https, but for loopback.</summary>
    public string? Authority { get; set; }

    /// <summary>File of the issuer's keys (JSON Web Key Set), instead of an authority; read anew when it changes.</summary>
    public string? KeysFile { get; set; }

    /// <summary>How soon the authority is asked again when a token names a key that is not known yet.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan RefreshInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How far clocks may be apart: machines that keep time by the network are within seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Signature algorithms that are accepted; by default all asymmetric ones, and never any other.</summary>
    public string[]? Algorithms { get; set; }

    /// <summary>The claim that says the organisation. Left out, a subject has to be registered (RegisterCredential).</summary>
    public string? OrganisationClaim { get; set; }

    /// <summary>
    /// The claim that says the person. It must be one that people cannot change themselves: approvals go by it that two people are two.
    /// </summary>
    [Required]
    public string PersonClaim { get; set; } = "sub";

    /// <summary>The claim that says the roles, each by its name: SUBMITTER.</summary>
    [Required]
    public string RolesClaim { get; set; } = "roles";

    /// <summary>
    /// The organisations that this issuer may speak for, and none of its tokens makes an administrator then; left out for all. A state's
    /// own provider is to speak for that state's offices only.
    /// </summary>
    public string[]? Organisations { get; set; }

    /// <summary>The algorithms that are accepted.</summary>
    internal IReadOnlyList<string> AcceptedAlgorithms => Algorithms ?? Asymmetric;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (string.IsNullOrEmpty(Authority) == string.IsNullOrEmpty(KeysFile))
            yield return new ValidationResult($"Access:Tokens: the issuer '{Issuer}' needs either an Authority or a KeysFile.");
        if (!string.IsNullOrEmpty(KeysFile) && !File.Exists(KeysFile))
            yield return new ValidationResult($"Access:Tokens: the file {KeysFile} is not there.");
        if (!string.IsNullOrEmpty(Authority) && !(Uri.TryCreate(Authority, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.IsLoopback)))
            yield return new ValidationResult($"Access:Tokens: the authority '{Authority}' is no https address.");
        if (AcceptedAlgorithms.Except(Asymmetric, StringComparer.Ordinal).FirstOrDefault() is { } other)
            yield return new ValidationResult($"Access:Tokens: the algorithm '{other}' is none of {string.Join(", ", Asymmetric)}.");
    }
}
