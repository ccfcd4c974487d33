using System.Text.Json;
using Dapper;
using Npgsql;

namespace StatExchange.Server.Audit;

/// <summary>All SQL of the audit trail. What happens to submissions the database itself enters, when it commits.</summary>
internal sealed class AuditStore(NpgsqlDataSource database, TimeProvider time)
{
    /// <summary>The channel on which a new entry is announced.</summary>
    private const string NotificationChannel = "statexchange_audit";

    /// <summary>
    /// Enters what a transaction does, so that neither is there without the other. To be called last: until the transaction ends, all
    /// others that have something to enter wait.
    /// </summary>
    /// <returns>The number of the act.</returns>
    public static Task<long> AppendAsync(NpgsqlConnection connection, AuditedAct act, DateTimeOffset now) => connection.ExecuteScalarAsync<long>(
        "SELECT append_audit_entry(@now, @Organisation, @Person, @Action, @Subject::jsonb, @Reason, @Organisations)",
        new
        {
            now,
            act.Organisation,
            Person = WithoutNul(act.Person),
            act.Action,
            Subject = JsonSerializer.Serialize(act.Subject).Replace("\\u0000", "\\uFFFD", StringComparison.Ordinal),
            Reason = WithoutNul(act.Reason),
            Organisations = act.Concerns.Append(act.Organisation).Where(organisation => organisation.Length > 0).Distinct(StringComparer.Ordinal).ToArray(),
        });

    /// <summary>Enters what happened without a transaction, and is durable when it returns.</summary>
    /// <returns>The number of the act.</returns>
    public async Task<long> AppendAsync(AuditedAct act, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await AppendAsync(connection, act, time.GetUtcNow());
    }

    /// <summary>Entries behind a number, in their order.</summary>
    public async Task<IReadOnlyList<AuditRecord>> ListAsync(long after, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return (await connection.QueryAsync<AuditRecord>(
            "SELECT number, organisations, content, content_hash, hash FROM audit_entry WHERE number > @after ORDER BY number LIMIT @limit",
            new { after, limit })).AsList();
    }

    /// <summary>The number and hash of the last entry; null when there is none.</summary>
    public async Task<(long Number, byte[] Hash)?> HeadAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<(long, byte[])?>("SELECT number, hash FROM audit_entry ORDER BY number DESC LIMIT 1");
    }

    /// <summary>Opens a connection that is told of every new act.</summary>
    public async Task<NpgsqlConnection> ListenAsync(CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken);
        try
        {
            await connection.ExecuteAsync($"LISTEN {NotificationChannel}");
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    // PostgreSQL holds none.
    private static string WithoutNul(string text) => text.Replace('\0', '\uFFFD');
}
