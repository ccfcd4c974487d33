using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.Server.Database.Embedded;

[assembly: AssemblyFixture(typeof(PostgresCluster))]

// Tests wait for servers, databases and clocks more than they calculate: two cores are idle half of the time with a test each.
[assembly: Xunit.v3.Parallelization(MaxThreads = 4)]

namespace StatExchange.FunctionalTests.Infrastructure;

/// <summary>One real PostgreSQL for all tests, started as the server starts its own; each server under test gets a new database.</summary>
public sealed class PostgresCluster : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("statexchange-tests-").FullName;
    private EmbeddedPostgres? _postgres;

    public async ValueTask InitializeAsync()
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_folder, File.GetUnixFileMode(_folder) | UnixFileMode.OtherExecute);
        _postgres = await EmbeddedPostgres.StartAsync(
            new EmbeddedPostgresOptions { DataFolder = Path.Combine(_folder, "data") }, NullLogger.Instance, TimeProvider.System,
            TestContext.Current.CancellationToken);

        // Nobody pulls the plug of a test's machine: what killed servers wrote, the system keeps all the same.
        await AdministerAsync("ALTER SYSTEM SET fsync = off");
        await AdministerAsync("ALTER SYSTEM SET full_page_writes = off");
        await AdministerAsync("SELECT pg_reload_conf()");
    }

    /// <summary>Creates an empty database, owned by the role that the server uses.</summary>
    /// <returns>Its connection string.</returns>
    public async Task<string> CreateDatabaseAsync()
    {
        var connection = new NpgsqlConnectionStringBuilder(_postgres!.ConnectionString);
        connection.Database = $"test_{Guid.NewGuid():N}";
        await AdministerAsync($"CREATE DATABASE {connection.Database} OWNER {connection.Username}");
        return connection.ConnectionString;
    }

    /// <summary>Does what only an administrator of the cluster may.</summary>
    public async Task AdministerAsync(string sql)
    {
        var administrator = new NpgsqlConnectionStringBuilder(_postgres!.ConnectionString) { Username = "postgres", Database = "postgres", Pooling = false };
        await using var administration = new NpgsqlConnection(administrator.ConnectionString);
        await administration.OpenAsync();
        await using var command = new NpgsqlCommand(sql, administration);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (_postgres is not null)
            await _postgres.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
