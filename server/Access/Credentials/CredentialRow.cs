using StatExchange.V1;

namespace StatExchange.Server.Access.Credentials;

/// <summary>A credential as its table has it.</summary>
internal sealed class CredentialRow
{
    /// <summary>The columns, to be selected.</summary>
    public const string Columns = "credential_id, kind, organisation, person, roles, subject, created_at, expires_at, revoked_at, revocation_reason";

    /// <inheritdoc cref="CredentialRecord.CredentialId"/>
    public Guid CredentialId { get; init; }

    /// <inheritdoc cref="CredentialRecord.Kind"/>
    public string Kind { get; init; } = string.Empty;

    /// <inheritdoc cref="CredentialRecord.Organisation"/>
    public string Organisation { get; init; } = string.Empty;

    /// <inheritdoc cref="CredentialRecord.Person"/>
    public string Person { get; init; } = string.Empty;

    /// <inheritdoc cref="CredentialRecord.Roles"/>
    public string[] Roles { get; init; } = [];

    /// <inheritdoc cref="CredentialRecord.Subject"/>
    public string Subject { get; init; } = string.Empty;

    /// <inheritdoc cref="CredentialRecord.CreatedAt"/>
    public DateTime CreatedAt { get; init; }

    /// <inheritdoc cref="CredentialRecord.ExpiresAt"/>
    public DateTime? ExpiresAt { get; init; }

    /// <inheritdoc cref="CredentialRecord.RevokedAt"/>
    public DateTime? RevokedAt { get; init; }

    /// <inheritdoc cref="CredentialRecord.RevocationReason"/>
    public string RevocationReason { get; init; } = string.Empty;

    /// <summary>The credential.</summary>
    public CredentialRecord ToRecord() => new()
    {
        CredentialId = CredentialId,
        Kind = Enum.Parse<CredentialKind>(Kind),
        Organisation = Organisation,
        Person = Person,
        Roles = RoleNames.Read(Roles),
        Subject = Subject,
        CreatedAt = new DateTimeOffset(CreatedAt),
        ExpiresAt = Instant(ExpiresAt),
        RevokedAt = Instant(RevokedAt),
        RevocationReason = RevocationReason,
    };

    private static DateTimeOffset? Instant(DateTime? instant) => instant is { } known ? new DateTimeOffset(known) : null;
}
