namespace StatExchange.Server.Audit;

/// <summary>An entry of the audit trail, as it is stored.</summary>
internal sealed record AuditRecord
{
    /// <summary>Its number, from 1 without gaps.</summary>
    public required long Number { get; init; }

    /// <summary>Organisations whose affair it is.</summary>
    public required string[] Organisations { get; init; }

    /// <summary>What happened, as canonical JSON.</summary>
    public required string Content { get; init; }

    /// <summary>SHA-256 of the content.</summary>
    public required byte[] ContentHash { get; init; }

    /// <summary>SHA-256 of the hash of the entry before and of the content's.</summary>
    public required byte[] Hash { get; init; }
}
