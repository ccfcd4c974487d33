using System.ComponentModel.DataAnnotations;

namespace StatExchange.Server.Access.Certificates;

/// <summary>An authority beside the exchange's own whose certificates callers may bring. An entry of `Access:Authorities`.</summary>
public sealed class AuthorityFileOptions
{
    /// <summary>PEM file of its root, and of what stands between the root and its clients' certificates. Read anew when it changes.</summary>
    [Required]
    public string CertificatesFile { get; set; } = string.Empty;

    /// <summary>
    /// What it is called in the subjects of its callers' credentials ("NAME CN=…"): without blanks, and never changed, because what was
    /// registered under another name is nobody's.
    /// </summary>
    [Required]
    [RegularExpression(@"\S{1,100}", ErrorMessage = "Access:Authorities needs a Name for each, without blanks.")]
    public string Name { get; set; } = string.Empty;

    /// <summary>
    /// File of its lists of revoked certificates (CRL), one after another as PEM, or one as DER. Read anew when it changes. With it,
    /// certificates are refused of whose authority it has no list that is in force; without it, none is asked for.
    /// </summary>
    public string? RevocationFile { get; set; }
}
