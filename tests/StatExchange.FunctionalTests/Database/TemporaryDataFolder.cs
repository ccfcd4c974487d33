using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using StatExchange.Server.Database.Embedded;

namespace StatExchange.FunctionalTests.Database;

/// <summary>A data folder of one test's own, removed after it.</summary>
internal sealed class TemporaryDataFolder : IDisposable
{
    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"statexchange-test-{Guid.NewGuid():N}");

    public string Cluster => In("cluster");

    public string In(string name) => System.IO.Path.Combine(Path, name);

    public Task<EmbeddedPostgres> StartAsync(string? binaries = null) => EmbeddedPostgres.StartAsync(
        new EmbeddedPostgresOptions { DataFolder = Path, BinariesFolder = binaries },
        NullLogger.Instance,
        TimeProvider.System,
        TestContext.Current.CancellationToken);

    /// <summary>Starts, expecting it to be refused, and returns what the operator is told.</summary>
    public async Task<string> StartRefusedAsync(string? binaries = null) =>
        (await Assert.ThrowsAsync<EmbeddedPostgresException>(() => StartAsync(binaries))).Message;

    public static async Task<object?> AskAsync(string connectionString, string sql)
    {
        // Without a pool, which would hand out connections to a cluster that is gone.
        await using var connection = new NpgsqlConnection($"{connectionString};Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }

    public Process Postmaster()
    {
        var file = System.IO.Path.Combine(Cluster, "postmaster.pid");
        return Process.GetProcessById(int.Parse(File.ReadLines(file).First(), CultureInfo.InvariantCulture));
    }

    public void Dispose()
    {
        if (Directory.Exists(Path)) Directory.Delete(Path, recursive: true);
    }
}
