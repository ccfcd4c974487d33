using System.ComponentModel.DataAnnotations;

namespace StatExchange.Server.Access.Signing;

/// <summary>The key that receipts and heads of the audit trail are signed with. Section `Signing` of the configuration.</summary>
public sealed class SigningOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Signing";

    /// <summary>
    /// Where the key and its certificates are, in PEM, made when the file is not there; signing.pem in the authority's folder unless it is
    /// set. Servers may share the file or have one each: what they sign is verified by the authority.
    /// </summary>
    public string? KeyFile { get; set; }

    /// <summary>
    /// How many days a certificate is good for. What was signed while it was stays good; five years make a new one an event that
    /// nobody has to plan, and still one that happens.
    /// </summary>
    [Range(1, 36_500)]
    public int ValidDays { get; set; } = 1826;
}
