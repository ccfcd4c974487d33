namespace StatExchange.Cli;

/// <summary>Where the tokens of a profile come from.</summary>
internal sealed record TokenSettings
{
    /// <summary>A file that somebody else keeps up to date; empty when tokens are asked for.</summary>
    public string TokenFile { get; init; } = "";

    /// <summary>Address of the authority that issues tokens.</summary>
    public string Authority { get; init; } = "";

    /// <summary>How statx is known there.</summary>
    public string ClientId { get; init; } = "";

    /// <summary>A file with the secret of a system; empty for people, who log in.</summary>
    public string ClientSecretFile { get; init; } = "";

    /// <summary>What is asked for.</summary>
    public string Scope { get; init; } = "";
}
