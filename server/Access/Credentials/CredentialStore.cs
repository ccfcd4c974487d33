using Dapper;
using Npgsql;
using StatExchange.Server.Audit;
using StatExchange.Server.Errors;
using StatExchange.V1;

namespace StatExchange.Server.Access.Credentials;

/// <summary>All SQL about credentials.</summary>
internal sealed class CredentialStore(NpgsqlDataSource database, TimeProvider time)
{
    /// <summary>What is known of a subject now. It is asked at each call, so that what is revoked is refused at the next.</summary>
    public async Task<CredentialHistory> FindAsync(CredentialKind kind, string subject, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = (await connection.QueryAsync<CredentialRow>(
            $"SELECT {CredentialRow.Columns} FROM credential WHERE kind = @kind AND subject = @subject",
            new { kind = kind.ToString(), subject })).Select(row => row.ToRecord()).ToList();
        return new CredentialHistory(rows.Find(row => row.RevokedAt is null), rows.Max(row => row.RevokedAt));
    }

    /// <summary>A credential; null when there is none.</summary>
    public async Task<CredentialRecord?> FindAsync(Guid credentialId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<CredentialRow>(
            $"SELECT {CredentialRow.Columns} FROM credential WHERE credential_id = @credentialId", new { credentialId });
        return row?.ToRecord();
    }

    /// <summary>Adds a credential.</summary>
    /// <param name="credential">The credential.</param>
    /// <param name="by">Who adds it.</param>
    /// <param name="occasion">What it is added for; empty when somebody just does.</param>
    /// <param name="cancellationToken">Gives up the call.</param>
    /// <returns>The one that stands for its subject: another, when there was one already.</returns>
    public async Task<CredentialRecord> AddAsync(CredentialRecord credential, Caller by, string occasion, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await AddAsync(connection, credential, by, occasion);
        await transaction.CommitAsync(cancellationToken);
        var row = await connection.QuerySingleAsync<CredentialRow>(
            $"SELECT {CredentialRow.Columns} FROM credential WHERE kind = @kind AND subject = @subject AND revoked_at IS NULL",
            new { kind = credential.Kind.ToString(), credential.Subject });
        return row.ToRecord();
    }

    /// <summary>Adds a credential to one that still stands.</summary>
    /// <exception cref="ExchangeException">That one was revoked meanwhile.</exception>
    public async Task<CredentialRecord> RenewAsync(CredentialRecord former, CredentialRecord credential, Caller by, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);

        // A revocation waits for this, or this for it: whoever holds a stolen key gains nothing by being quick.
        var stands = await connection.ExecuteScalarAsync<int?>(
            "SELECT 1 FROM credential WHERE credential_id = @CredentialId AND revoked_at IS NULL FOR UPDATE", new { former.CredentialId });
        if (stands is null)
            throw CredentialErrors.Certificate("revoked", "it was revoked.");
        await AddAsync(connection, credential, by, "renewal");
        await transaction.CommitAsync(cancellationToken);
        return credential;
    }

    /// <summary>Adds a credential, last of what a transaction does; unless one stands for its subject already.</summary>
    public static async Task AddAsync(NpgsqlConnection connection, CredentialRecord credential, Caller by, string occasion)
    {
        var added = await connection.ExecuteAsync(
            """
            INSERT INTO credential (credential_id, kind, organisation, person, roles, subject, created_at, created_by, expires_at)
            VALUES (@CredentialId, @Kind, @Organisation, @Person, @Roles, @Subject, @CreatedAt, @CreatedBy, @ExpiresAt)
            ON CONFLICT (kind, subject) WHERE revoked_at IS NULL DO NOTHING
            """,
            new
            {
                credential.CredentialId,
                Kind = credential.Kind.ToString(),
                credential.Organisation,
                credential.Person,
                Roles = credential.Roles.Select(RoleNames.Of).ToArray(),
                credential.Subject,
                credential.CreatedAt,
                CreatedBy = occasion.Length > 0 ? occasion : by.Named(),
                credential.ExpiresAt,
            });
        if (added > 0)
            await AuditStore.AppendAsync(connection, Act("ADD_CREDENTIAL", credential, by) with { Reason = occasion }, credential.CreatedAt);
    }

    /// <summary>Credentials by organisation and person.</summary>
    /// <param name="organisation">Only those of this organisation; null for all.</param>
    /// <param name="after">Only those behind this one; null for all.</param>
    /// <param name="limit">The most to return.</param>
    /// <param name="cancellationToken">Gives up the call.</param>
    public async Task<IReadOnlyList<CredentialRecord>> ListAsync(string? organisation, CredentialRecord? after, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<CredentialRow>(
            $"""
            SELECT {CredentialRow.Columns} FROM credential
            WHERE (@organisation::text IS NULL OR organisation = @organisation)
              AND (@afterOrganisation::text IS NULL OR (organisation, person, credential_id) > (@afterOrganisation, @afterPerson, @afterId))
            ORDER BY organisation, person, credential_id LIMIT @limit
            """,
            new { organisation, afterOrganisation = after?.Organisation, afterPerson = after?.Person, afterId = after?.CredentialId, limit });
        return [.. rows.Select(row => row.ToRecord())];
    }

    /// <summary>Revokes a credential, unless it is already.</summary>
    /// <returns>The credential.</returns>
    public async Task<CredentialRecord> RevokeAsync(CredentialRecord credential, string reason, Caller by, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var revoked = await connection.ExecuteAsync(
            """
            UPDATE credential SET revoked_at = @now, revocation_reason = @reason, revoked_by = @RevokedBy
            WHERE credential_id = @CredentialId AND revoked_at IS NULL
            """,
            new { credential.CredentialId, now = time.GetUtcNow(), reason, RevokedBy = by.Named() });
        if (revoked > 0)
            await AuditStore.AppendAsync(connection, Act("REVOKE_CREDENTIAL", credential, by) with { Reason = reason }, time.GetUtcNow());
        await transaction.CommitAsync(cancellationToken);
        return (await FindAsync(credential.CredentialId, cancellationToken))!;
    }

    private static AuditedAct Act(string action, CredentialRecord credential, Caller by)
    {
        var subject = new
        {
            credential = credential.CredentialId,
            kind = credential.Kind.ToString(),
            organisation = credential.Organisation,
            person = credential.Person,
            roles = credential.Roles.Select(RoleNames.Of),
            subject = credential.Subject,
        };
        return by.Did(action, subject) with { Concerns = [credential.Organisation] };
    }
}
