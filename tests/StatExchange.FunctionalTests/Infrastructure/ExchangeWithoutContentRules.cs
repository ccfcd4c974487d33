using StatExchange.Client;

namespace StatExchange.FunctionalTests.Infrastructure;

/// <summary>A server with a database of its own to which any figures can be sent, likely or not.</summary>
public sealed class ExchangeWithoutContentRules(PostgresCluster cluster) : IAsyncLifetime
{
    private readonly CatalogueWithoutContentRules _catalogue = new($"{Guid.NewGuid():N}");

    public ServerUnderTest Server { get; private set; } = null!;

    /// <summary>Further settings of the server.</summary>
    public IEnumerable<(string Name, string Value)> Settings { get; init; } = [];

    public StatExchangeClient Client => Server.Client;

    public async ValueTask InitializeAsync() =>
        Server = await ServerUnderTest.StartAsync(await cluster.CreateDatabaseAsync(), [("Catalogue:DataFolder", _catalogue.Folder), .. Settings]);

    public async ValueTask DisposeAsync()
    {
        // Null when the server did not start, which is the failure to tell.
        if (Server is not null)
            await Server.DisposeAsync();
        _catalogue.Dispose();
    }
}
