using System.ComponentModel.DataAnnotations;

namespace StatExchange.Server.Access.Certificates;

/// <summary>An authority beside the exchange's own whose certificates callers may bring. An entry of `Access:Authorities`.</summary>
public sealed class AuthorityFileOptions
{
    /// <summary>PEM file of its root, and of what stands between the root and its clients' certificates. Read anew when it changes.</summary>
    [Required]
    public string CertificatesFile { get; set; } = string.Empty;

    /// <summary>
    /// File of its lists of revoked certificates (CRL), one after another as PEM, or one as DER. Read anew when it changes. With it,
    /// certificates are refused of whose authority it has no list that is in force; without it, none is asked for.
    /// </summary>
    public string? RevocationFile { get; set; }
}
