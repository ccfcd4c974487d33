using Grpc.Core;
using Grpc.Core.Interceptors;
using StatExchange.Client;
using StatExchange.V1;

namespace StatExchange.FunctionalTests.Infrastructure;

/// <summary>The service as somebody sees it who acts for an organisation; null for nobody in particular.</summary>
public sealed class ActingCaller(ServerUnderTest server, string? organisation) : IAsyncDisposable
{
    private readonly Lazy<StatExchangeClient> _client = new(() => StatExchangeClient.Create(
        new StatExchangeClientOptions { CallInvoker = server.Invoker, Organisation = organisation, Retry = new RetryOptions { MaxRetries = 1 } }));

    public StatExchangeClient Client => _client.Value;

    public SubmissionsService.SubmissionsServiceClient Submissions => new(Invoker);

    public MappingsService.MappingsServiceClient Mappings => new(Invoker);

    public CallInvoker Invoker => server.Invoker.Intercept(metadata => State(metadata, organisation));

    /// <summary>Says in metadata who calls, and proves it.</summary>
    public static Metadata Add(Metadata metadata, string? organisation) => TestTokens.Bring(State(metadata, organisation));

    private static Metadata State(Metadata metadata, string? organisation)
    {
        if (organisation is not null)
            metadata.Add(CallerMetadata.Organisation, organisation);
        return metadata;
    }

    public ValueTask DisposeAsync() => _client.IsValueCreated ? _client.Value.DisposeAsync() : ValueTask.CompletedTask;
}
