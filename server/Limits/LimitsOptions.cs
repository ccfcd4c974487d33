namespace StatExchange.Server.Limits;

/// <summary>
/// How much callers may do, each by itself and in each server process: nothing of it is stored or shared. Section `Limits` of the
/// configuration.
/// </summary>
public sealed class LimitsOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Limits";

    /// <summary>What holds for a credential, unless its organisation has limits of its own.</summary>
    public CallerLimits Default { get; set; } = new();

    /// <summary>What holds for all anonymous callers of one address together.</summary>
    public CallerLimits Anonymous { get; set; } = new();

    /// <summary>What holds for each credential of an organisation instead of the default, by the organisation's code.</summary>
    public IDictionary<string, CallerLimits> Organisations { get; } = new Dictionary<string, CallerLimits>(StringComparer.Ordinal);
}
