using StatExchange.Server.Hosting;

namespace StatExchange.Server.Access.Certificates;

/// <summary>An authority of the configuration, as its files are now.</summary>
internal sealed class ConfiguredAuthority(AuthorityFileOptions options)
{
    private readonly ReloadedFiles<TrustedAuthority> _certificates = new(
        [Path.GetFullPath(options.CertificatesFile)], () => TrustedAuthority.Read(options.CertificatesFile));

    private readonly ReloadedFiles<RevocationLists>? _revocations = string.IsNullOrEmpty(options.RevocationFile)
        ? null
        : new ReloadedFiles<RevocationLists>([Path.GetFullPath(options.RevocationFile)], () => RevocationLists.Read(options.RevocationFile));

    /// <summary>What it is called.</summary>
    public string Name { get; } = options.Name;

    /// <summary>Its certificates.</summary>
    public TrustedAuthority Certificates => _certificates.Current;

    /// <summary>Its lists of revoked certificates; null when none are asked for, and empty when the file is not there.</summary>
    public RevocationLists? Revocations
    {
        get
        {
            try
            {
                return _revocations?.Current;
            }
            catch (IOException)
            {
                return new RevocationLists([]);
            }
        }
    }
}
