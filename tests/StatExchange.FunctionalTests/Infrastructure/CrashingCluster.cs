namespace StatExchange.FunctionalTests.Infrastructure;

/// <summary>A PostgreSQL apart from that of all other tests, whose processes may be killed.</summary>
public sealed class CrashingCluster : IAsyncLifetime
{
    private readonly PostgresCluster _cluster = new();

    public ValueTask InitializeAsync() => _cluster.InitializeAsync();

    public Task<string> CreateDatabaseAsync() => _cluster.CreateDatabaseAsync();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();
}
