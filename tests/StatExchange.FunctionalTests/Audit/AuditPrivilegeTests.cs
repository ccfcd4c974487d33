using Npgsql;
using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.Server.Database;

namespace StatExchange.FunctionalTests.Audit;

/// <summary>What only grows, the database lets nobody change: not the role of the server, nor the owner by a slip.</summary>
public sealed class AuditPrivilegeTests(ExchangeFixture exchange) : IClassFixture<ExchangeFixture>
{
    public static TheoryData<string> Changes =>
    [
        "UPDATE audit_entry SET content = content", "DELETE FROM audit_entry", "TRUNCATE audit_entry",
        "UPDATE receipt SET signature = ''", "DELETE FROM receipt", "TRUNCATE receipt", "DELETE FROM received_batch", "UPDATE received_batch SET sha256 = ''",
    ];

    public static TheoryData<string> Evasions =>
    [
        "INSERT INTO audit_entry (number, organisations, content, content_hash, hash) VALUES (9, '{}', '{}', '', '')",
        "ALTER TABLE audit_entry DISABLE TRIGGER refuse_change", "ALTER TABLE audit_entry OWNER TO statexchange_server", "DROP TABLE audit_entry",
        "ALTER FUNCTION append_audit_entry RENAME TO gone", "SET session_replication_role = replica",
        "CREATE FUNCTION public.pg_advisory_xact_lock(integer) RETURNS void LANGUAGE sql AS ''",
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Changes))]
    [MemberData(nameof(Evasions))]
    public async Task The_role_of_the_server_may_not(string sql) =>
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, await RefusalAsync($"SET ROLE {ServerRole.Name}", sql));

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task A_slip_of_the_owner_is_refused(string sql) =>
        Assert.Equal(PostgresErrorCodes.RestrictViolation, await RefusalAsync("RESET ROLE", sql));

    private async Task<string> RefusalAsync(string role, string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(exchange.ConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(Cancellation);
        await using (var become = new NpgsqlCommand(role, connection))
            await become.ExecuteNonQueryAsync(Cancellation);
        await using var command = new NpgsqlCommand(sql, connection);
        return (await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync(Cancellation))).SqlState;
    }
}
