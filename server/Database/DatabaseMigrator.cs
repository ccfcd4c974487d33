using Dapper;
using DbUp;
using DbUp.Postgresql;
using Npgsql;
using StatExchange.Server.Hosting;

namespace StatExchange.Server.Database;

/// <summary>Brings the schema up to date with the SQL files of Migrations/, each once, in the order of their names.</summary>
/// <param name="owner">Connections of the login that owns the database.</param>
/// <param name="database">Connections of the server, which work as <see cref="ServerRole"/>.</param>
/// <param name="logger">Is told what was migrated.</param>
internal sealed class DatabaseMigrator(
    [FromKeyedServices(DatabaseMigrator.Owner)] NpgsqlDataSource owner, NpgsqlDataSource database, ILogger<DatabaseMigrator> logger) : IHostedService
{
    /// <summary>The key of the data source of the database's owner, which nothing else uses.</summary>
    public const string Owner = "owner";

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await MigrateAsync(cancellationToken);
        await ServerRole.RequireAsync(database, cancellationToken);
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Migrates under a lock, so that servers that start at once do not migrate twice.</summary>
    /// <exception cref="StartRefusedException">The owner's login may not do what it has to.</exception>
    /// <exception cref="InvalidOperationException">A migration failed; none of its changes stay.</exception>
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var connection = await owner.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            $"SELECT pg_advisory_lock({AdvisoryLocks.Schema})", commandTimeout: 0, cancellationToken: cancellationToken));
        try
        {
            await ServerRole.EnsureAsync(connection, cancellationToken);

            // The data source keeps its password to itself; the migrator opens connections of its own through it.
            var result = DeployChanges.To
                .PostgresqlDatabase(new PostgresqlConnectionManager(owner))
                .WithScriptsEmbeddedInAssembly(typeof(DatabaseMigrator).Assembly, name => name.EndsWith(".sql", StringComparison.Ordinal))
                .WithTransactionPerScript()
                .WithVariablesDisabled()
                .LogToNowhere()
                .Build()
                .PerformUpgrade();
            if (result is { Successful: false, Error: PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } refusal })
            {
                throw new StartRefusedException(
                    $"The migration {result.ErrorScript?.Name} needs more than the database login may do ({refusal.MessageText}). The database " +
                    "and what is in it must be the login's: an administrator has to run ALTER DATABASE … OWNER TO …; for the login of " +
                    "Database:OwnerConnectionString, or of Database:ConnectionString where there is no other.");
            }

            if (!result.Successful)
                throw new InvalidOperationException($"The migration {result.ErrorScript?.Name} failed: {result.Error.Message}", result.Error);
            foreach (var script in result.Scripts)
                logger.LogInformation("Migrated the schema: {Script}", script.Name);
        }
        finally
        {
            await connection.ExecuteAsync($"SELECT pg_advisory_unlock({AdvisoryLocks.Schema})");
        }
    }
}
