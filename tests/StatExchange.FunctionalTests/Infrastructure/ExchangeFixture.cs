using StatExchange.Client;

namespace StatExchange.FunctionalTests.Infrastructure;

/// <summary>A server with a database of its own, shared by the tests of a class.</summary>
public sealed class ExchangeFixture(PostgresCluster cluster) : IAsyncLifetime
{
    public ServerUnderTest Server { get; private set; } = null!;

    public string ConnectionString { get; private set; } = null!;

    public StatExchangeClient Client => Server.Client;

    public async ValueTask InitializeAsync()
    {
        ConnectionString = await cluster.CreateDatabaseAsync();
        Server = await ServerUnderTest.StartAsync(ConnectionString);
    }

    // Null when the server did not start, which is the failure to tell.
    public ValueTask DisposeAsync() => Server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
