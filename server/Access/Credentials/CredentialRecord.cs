using StatExchange.V1;

namespace StatExchange.Server.Access.Credentials;

/// <summary>What a caller is known by.</summary>
internal sealed record CredentialRecord
{
    /// <summary>Identifies it.</summary>
    public required Guid CredentialId { get; init; }

    /// <summary>What it is.</summary>
    public required CredentialKind Kind { get; init; }

    /// <summary>The organisation that it acts for.</summary>
    public required string Organisation { get; init; }

    /// <summary>The person or system.</summary>
    public required string Person { get; init; }

    /// <summary>What it may do.</summary>
    public required IReadOnlyList<Role> Roles { get; init; }

    /// <summary>Whom it names, as the contract writes it.</summary>
    public required string Subject { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Until when it is good; null for ever.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When it was revoked; null while it stands.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>Why it was revoked.</summary>
    public string RevocationReason { get; init; } = string.Empty;

    /// <summary>Who calls with it.</summary>
    public Caller ToCaller() => new(Organisation, Person) { Kind = Kind, Roles = Roles, CredentialId = CredentialId.ToString(), ExpiresAt = ExpiresAt };
}
