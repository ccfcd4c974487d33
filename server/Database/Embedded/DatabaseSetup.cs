using Npgsql;

namespace StatExchange.Server.Database.Embedded;

/// <summary>Gives the cluster the database of the server, owned by a role of its own.</summary>
internal static class DatabaseSetup
{
    /// <summary>The role that initdb makes. The server does not work as it.</summary>
    public const string Superuser = "postgres";

    private const string Database = "statexchange";

    // Not a superuser, because row-level security holds nobody who is; as in a database that an administrator sets up.
    // Its password is copied as the superuser's hash, so that it appears in no statement and in no log.
    private const string MakeRole = $"""
        DO $$ BEGIN
            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{Database}') THEN
                EXECUTE format(
                    'CREATE ROLE {Database} LOGIN CREATEROLE PASSWORD %L',
                    (SELECT rolpassword FROM pg_authid WHERE rolname = '{Superuser}'));
            END IF;
        END $$
        """;

    private const string MakeDatabase =
        $"CREATE DATABASE {Database} OWNER {Database} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'";

    /// <summary>Makes the role and the database where they are missing.</summary>
    /// <returns>The connection string of the server.</returns>
    public static async Task<string> EnsureAsync(int port, string password, CancellationToken cancellation)
    {
        var builder = new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = port,
            Database = Superuser,
            Username = Superuser,
            Password = password,
            // Neither is offered on this machine's own interface: asking for them would only cost round trips.
            SslMode = SslMode.Disable,
            GssEncryptionMode = GssEncryptionMode.Disable,
            Pooling = false,
        };
        await using (var connection = new NpgsqlConnection(builder.ConnectionString))
        {
            await connection.OpenAsync(cancellation);
            await ExecuteAsync(connection, MakeRole, cancellation);
            await using var exists = new NpgsqlCommand($"SELECT 1 FROM pg_database WHERE datname = '{Database}'", connection);
            if (await exists.ExecuteScalarAsync(cancellation) is null) await ExecuteAsync(connection, MakeDatabase, cancellation);
        }
        builder.Database = builder.Username = Database;
        builder.Remove("Pooling");
        return builder.ConnectionString;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
