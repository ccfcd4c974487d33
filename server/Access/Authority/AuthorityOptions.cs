using System.ComponentModel.DataAnnotations;
using StatExchange.Server.Database.Embedded;

namespace StatExchange.Server.Access.Authority;

/// <summary>The exchange's own authority. Section `Access:Authority` of the configuration.</summary>
public sealed class AuthorityOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Access:Authority";

    /// <summary>
    /// The folder of its key and certificate, which all servers of a database share. Beside the embedded database's folder, so that a
    /// backup of one is not a backup of the other.
    /// </summary>
    [Required]
    public string Folder { get; set; } = $"{new EmbeddedPostgresOptions().DataFolder}-authority";

    /// <summary>
    /// Whether an authority is made where there is none. Null means: everywhere but in Production, where a key that people will trust is
    /// to be made on purpose, and kept.
    /// </summary>
    public bool? Create { get; set; }

    /// <summary>How long client certificates are good. Short, because whoever lost a key may not tell; statx renews them by itself.</summary>
    [Range(1, 825)]
    public int ClientDays { get; set; } = 90;

    /// <summary>How long the server's certificates are good; they are renewed while the server runs.</summary>
    [Range(1, 825)]
    public int ServerDays { get; set; } = 90;

    /// <summary>How long a new authority is good. Clients have to be given another one before it ends.</summary>
    [Range(1, 30)]
    public int Years { get; set; } = 10;
}
