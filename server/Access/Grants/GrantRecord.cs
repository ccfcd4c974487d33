namespace StatExchange.Server.Access.Grants;

/// <summary>That an organisation may see restricted figures of another.</summary>
internal sealed record GrantRecord
{
    /// <summary>Identifies it.</summary>
    public Guid GrantId { get; init; }

    /// <summary>The organisation whose figures they are.</summary>
    public string Provider { get; init; } = string.Empty;

    /// <summary>The organisation that may see them.</summary>
    public string Grantee { get; init; } = string.Empty;

    /// <summary>Indicators; empty for all.</summary>
    public string[] Indicators { get; init; } = [];

    /// <summary>When it was given.</summary>
    public DateTime GrantedAt { get; init; }

    /// <summary>Who gave it.</summary>
    public string GrantedBy { get; init; } = string.Empty;

    /// <summary>Until when it holds; null until it is revoked.</summary>
    public DateTime? ExpiresAt { get; init; }

    /// <summary>When it was revoked; null while it stands.</summary>
    public DateTime? RevokedAt { get; init; }
}
