namespace StatExchange.Cli;

/// <summary>What a profile says beside its secrets.</summary>
internal sealed record ProfileSettings
{
    /// <summary>Address of the service.</summary>
    public required string Server { get; init; }

    /// <summary>The organisation that the credential acts for; empty when there is none.</summary>
    public string Organisation { get; init; } = "";

    /// <summary>The person or system that the credential stands for; empty when there is none.</summary>
    public string Person { get; init; } = "";

    /// <summary>Whether servers are trusted as this machine does, instead of by the profile's authority.</summary>
    public bool TrustsMachine { get; init; }

    /// <summary>Where tokens come from; null when the credential is a certificate.</summary>
    public TokenSettings? Tokens { get; init; }
}
