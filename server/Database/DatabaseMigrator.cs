using DbUp;
using DbUp.Postgresql;
using Npgsql;

namespace StatExchange.Server.Database;

/// <summary>Brings the schema up to date with the SQL files of Migrations/, each once, in the order of their names.</summary>
internal sealed class DatabaseMigrator(NpgsqlDataSource database, ILogger<DatabaseMigrator> logger) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => MigrateAsync(cancellationToken);

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Migrates under a lock, so that servers that start at once do not migrate twice.</summary>
    /// <exception cref="InvalidOperationException">A migration failed; none of its changes stay.</exception>
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using (var take = new NpgsqlCommand($"SELECT pg_advisory_lock({AdvisoryLocks.Schema})", connection))
            await take.ExecuteNonQueryAsync(cancellationToken);
        try
        {
            // The data source keeps its password to itself; the migrator opens connections of its own through it.
            var result = DeployChanges.To
                .PostgresqlDatabase(new PostgresqlConnectionManager(database))
                .WithScriptsEmbeddedInAssembly(typeof(DatabaseMigrator).Assembly, name => name.EndsWith(".sql", StringComparison.Ordinal))
                .WithTransactionPerScript()
                .LogToNowhere()
                .Build()
                .PerformUpgrade();
            if (!result.Successful)
                throw new InvalidOperationException($"The migration {result.ErrorScript?.Name} failed: {result.Error.Message}", result.Error);
            foreach (var script in result.Scripts)
                logger.LogInformation("Migrated the schema: {Script}", script.Name);
        }
        finally
        {
            await using var release = new NpgsqlCommand($"SELECT pg_advisory_unlock({AdvisoryLocks.Schema})", connection);
            await release.ExecuteNonQueryAsync(CancellationToken.None);
        }
    }
}
