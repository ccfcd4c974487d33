using Dapper;
using Npgsql;
using StatExchange.Server.Hosting;

namespace StatExchange.Server.Database;

/// <summary>
/// The role whose rights the server works with: it owns the tables of figures, but neither passes row-level security nor changes
/// what is written into the audit trail. It belongs to the whole cluster, and several databases may be migrated at once.
/// </summary>
internal static class ServerRole
{
    /// <summary>Its name.</summary>
    public const string Name = "statexchange_server";

    private const int Attempts = 20;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private const string Make =
        $"""
        DO $$ BEGIN
            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{Name}') THEN
                CREATE ROLE {Name} NOLOGIN NOSUPERUSER NOBYPASSRLS;
            END IF;
            IF NOT pg_has_role(current_user, '{Name}', 'USAGE') THEN
                EXECUTE format('GRANT {Name} TO %I', current_user);
            END IF;
        END $$
        """;

    private const string IsWeak = $"SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = '{Name}'";

    // What a pooled connection goes through between two users of it. Before the fix of CVE-2024-10978 PostgreSQL lost the role then.
    private const string RoleOfReused = "SET SESSION AUTHORIZATION DEFAULT; RESET ALL; SELECT current_user";

    /// <summary>Makes the role and the login of the connection its member, where that is not so already.</summary>
    /// <exception cref="StartRefusedException">The login may not; the message says what an administrator has to run.</exception>
    public static async Task EnsureAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await connection.ExecuteAsync(new CommandDefinition(Make, cancellationToken: cancellationToken));
                break;
            }
            catch (PostgresException exception) when (exception.SqlState is PostgresErrorCodes.InsufficientPrivilege)
            {
                var login = new NpgsqlConnectionStringBuilder(connection.ConnectionString).Username;
                throw new StartRefusedException(
                    $"The database login {login} may not make the role that the server works as ({exception.MessageText}). An administrator " +
                    $"has to run: CREATE ROLE {Name}; GRANT {Name} TO \"{login}\";");
            }
            catch (PostgresException exception) when (attempt < Attempts && IsOvertaken(exception))
            {
                // Another database of the cluster did the same at this moment.
                await Task.Delay(Pause, TimeProvider.System, cancellationToken);
            }
        }

        if (await connection.ExecuteScalarAsync<bool>(new CommandDefinition(IsWeak, cancellationToken: cancellationToken)))
        {
            throw new StartRefusedException(
                $"The role {Name} passes row-level security. An administrator has to run: ALTER ROLE {Name} NOSUPERUSER NOBYPASSRLS;");
        }
    }

    /// <summary>Requires that what a data source gives out works as the role, also when it has been used before.</summary>
    /// <exception cref="StartRefusedException">It does not; the message says what to change.</exception>
    public static async Task RequireAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var role = await connection.ExecuteScalarAsync<string>(new CommandDefinition(RoleOfReused, cancellationToken: cancellationToken));
        if (role != Name)
        {
            throw new StartRefusedException(
                $"The server is to work as the role {Name}, but PostgreSQL falls back to {role} when a connection is used again. " +
                "Use its latest minor version (15.9, 16.5, 17.1 or newer).");
        }
    }

    // Two transactions that write the same row of a catalogue: of roles, or of their members.
    private static bool IsOvertaken(PostgresException exception) =>
        exception.SqlState is PostgresErrorCodes.DuplicateObject or PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.InternalError;
}
