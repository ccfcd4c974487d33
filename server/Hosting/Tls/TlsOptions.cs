using System.ComponentModel.DataAnnotations;

namespace StatExchange.Server.Hosting.Tls;

/// <summary>What the server proves itself by. Section `Hosting:Certificate` of the configuration.</summary>
public sealed class TlsOptions : IValidatableObject
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Hosting:Certificate";

    /// <summary>
    /// PEM file of the server's certificate, followed by those that it is verified by, without the root. Read anew when it changes. Left
    /// out, the exchange's own authority issues one, which Production has to ask for.
    /// </summary>
    public string? ChainFile { get; set; }

    /// <summary>PEM file of the certificate's key.</summary>
    public string? KeyFile { get; set; }

    /// <summary>Whether the exchange's own authority issues it. Null means: everywhere but in Production, where clients trust others.</summary>
    public bool? IssuedByAuthority { get; set; }

    /// <summary>Further names and addresses by which clients reach the server, for the certificate that the authority issues.</summary>
    public string[] Names { get; set; } = [];

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (string.IsNullOrEmpty(ChainFile) != string.IsNullOrEmpty(KeyFile))
            yield return new ValidationResult("Hosting:Certificate needs both a ChainFile and a KeyFile, or neither.");
    }
}
