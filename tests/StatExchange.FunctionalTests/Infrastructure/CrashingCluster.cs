using Npgsql;

namespace StatExchange.FunctionalTests.Infrastructure;

/// <summary>A PostgreSQL apart from that of all other tests, whose processes may be killed.</summary>
public sealed class CrashingCluster : IAsyncLifetime
{
    private readonly PostgresCluster _cluster = new();

    public ValueTask InitializeAsync() => _cluster.InitializeAsync();

    public Task<string> CreateDatabaseAsync() => _cluster.CreateDatabaseAsync();

    /// <summary>Waits until it has recovered: it looks through all files of all databases first, which takes its time on a busy disk.</summary>
    public static async Task WaitUntilItAnswersAsync(string connectionString)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(TimeSpan.FromMinutes(3));
        var unpooled = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString;
        while (true)
        {
            try
            {
                await using var connection = new NpgsqlConnection(unpooled);
                await connection.OpenAsync(deadline.Token);
                return;
            }
            catch (NpgsqlException) when (!deadline.IsCancellationRequested)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, deadline.Token);
            }
        }
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();
}
