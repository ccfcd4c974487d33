using Dapper;
using Npgsql;
using StatExchange.V1;

namespace StatExchange.Server.Access.Credentials;

/// <summary>All SQL about credentials.</summary>
internal sealed partial class CredentialStore(NpgsqlDataSource database)
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
}
