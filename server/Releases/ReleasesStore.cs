using Dapper;
using Npgsql;
using StatExchange.Server.Database.Figures;
using StatExchange.Server.Database.Restricted;

namespace StatExchange.Server.Releases;

/// <summary>All SQL of the release log: reading it here; withdrawals and purges in the other parts.</summary>
internal sealed partial class ReleasesStore(NpgsqlDataSource database, FigureProtection protection, TimeProvider time)
{
    /// <summary>Lists releases in their order, from behind one.</summary>
    public async Task<IReadOnlyList<ReleaseRecord>> ListAsync(long after, string? organisation, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return (await connection.QueryAsync<ReleaseRecord>(
            $"""
            SELECT {ReleaseLog.Columns} FROM release r {ReleaseLog.JoinWithdrawal}
            WHERE r.release_id > @after AND (@organisation::text IS NULL OR r.organisation = @organisation)
            ORDER BY r.release_id LIMIT @limit
            """,
            new { after, organisation, limit })).AsList();
    }

    /// <summary>Finds a release; null when there is none.</summary>
    public async Task<ReleaseRecord?> FindAsync(long releaseId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await ReleaseLog.FindAsync(connection, releaseId);
    }
}
