namespace StatExchange.Cli;

/// <summary>Tokens as an authority issued them.</summary>
internal sealed record TokenSet
{
    /// <summary>The token that calls are made with.</summary>
    public required string AccessToken { get; init; }

    /// <summary>The token that further ones are asked for with; empty when there is none.</summary>
    public string RefreshToken { get; init; } = "";

    /// <summary>Until when the first is good.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}
