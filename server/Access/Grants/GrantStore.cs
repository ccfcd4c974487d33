using Dapper;
using Npgsql;
using StatExchange.Server.Audit;

namespace StatExchange.Server.Access.Grants;

/// <summary>All SQL about grants; the database itself goes by them when it shows restricted figures.</summary>
internal sealed class GrantStore(NpgsqlDataSource database, TimeProvider time)
{
    private const string Columns = "grant_id, provider, grantee, indicators, granted_at, granted_by, expires_at, revoked_at";

    /// <summary>Gives a grant, unless the same one stands.</summary>
    /// <returns>The grant that stands.</returns>
    public async Task<GrantRecord> GiveAsync(GrantRecord grant, Caller by, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync("LOCK TABLE access_grant IN SHARE ROW EXCLUSIVE MODE", transaction: transaction);
        var now = time.GetUtcNow();
        var standing = await connection.QueryFirstOrDefaultAsync<GrantRecord>(
            $"""
            SELECT {Columns} FROM access_grant
            WHERE provider = @Provider AND grantee = @Grantee AND indicators = @Indicators AND expires_at IS NOT DISTINCT FROM @ExpiresAt
              AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > @now)
            """,
            new { grant.Provider, grant.Grantee, grant.Indicators, grant.ExpiresAt, now });
        if (standing is not null)
            return standing;
        await connection.ExecuteAsync(
            """
            INSERT INTO access_grant (grant_id, provider, grantee, indicators, granted_at, granted_by, expires_at)
            VALUES (@GrantId, @Provider, @Grantee, @Indicators, @now, @GrantedBy, @ExpiresAt)
            """,
            new { grant.GrantId, grant.Provider, grant.Grantee, grant.Indicators, now, grant.GrantedBy, grant.ExpiresAt });
        await AuditStore.AppendAsync(connection, Act("GRANT_ACCESS", grant, by), now);
        await transaction.CommitAsync(cancellationToken);
        return (await FindAsync(grant.GrantId, cancellationToken))!;
    }

    /// <summary>A grant; null when there is none.</summary>
    public async Task<GrantRecord?> FindAsync(Guid grantId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<GrantRecord>($"SELECT {Columns} FROM access_grant WHERE grant_id = @grantId", new { grantId });
    }

    /// <summary>Ends a grant, unless it has ended.</summary>
    /// <returns>The grant.</returns>
    public async Task<GrantRecord> RevokeAsync(GrantRecord grant, Caller by, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var revoked = await connection.ExecuteAsync(
            "UPDATE access_grant SET revoked_at = @now, revoked_by = @Person WHERE grant_id = @GrantId AND revoked_at IS NULL",
            new { grant.GrantId, now = time.GetUtcNow(), by.Person });
        if (revoked > 0)
            await AuditStore.AppendAsync(connection, Act("REVOKE_GRANT", grant, by), time.GetUtcNow());
        await transaction.CommitAsync(cancellationToken);
        return (await FindAsync(grant.GrantId, cancellationToken))!;
    }

    private static AuditedAct Act(string action, GrantRecord grant, Caller by)
    {
        var subject = new { grant = grant.GrantId, provider = grant.Provider, grantee = grant.Grantee, indicators = grant.Indicators, until = $"{grant.ExpiresAt:O}" };
        return by.Did(action, subject) with { Concerns = [grant.Provider, grant.Grantee] };
    }

    /// <summary>Grants, the latest first.</summary>
    /// <param name="organisation">Only those that it gave or was given; null for all.</param>
    /// <param name="before">Only those before this one; null for all.</param>
    /// <param name="limit">The most to return.</param>
    /// <param name="cancellationToken">Gives up the call.</param>
    public async Task<IReadOnlyList<GrantRecord>> ListAsync(string? organisation, GrantRecord? before, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var grants = await connection.QueryAsync<GrantRecord>(
            $"""
            SELECT {Columns} FROM access_grant
            WHERE (@organisation::text IS NULL OR provider = @organisation OR grantee = @organisation)
              AND (@before::timestamptz IS NULL OR (granted_at, grant_id) < (@before, @beforeId))
            ORDER BY granted_at DESC, grant_id DESC LIMIT @limit
            """,
            new { organisation, before = before?.GrantedAt, beforeId = before?.GrantId, limit });
        return grants.AsList();
    }
}
