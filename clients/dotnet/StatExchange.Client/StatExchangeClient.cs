using Grpc.Core;
using Grpc.Net.Client;

namespace StatExchange.Client;

/// <summary>
/// Talks to a StatExchange server: the catalogue, submissions, releases, queries, and the release calendar. One instance serves a whole process and may be used
/// by many callers at once.
/// </summary>
/// <remarks>
/// Every call that the service could not answer for now is repeated as <see cref="StatExchangeClientOptions.Retry"/> says; every
/// failure that remains is a <see cref="StatExchangeException"/>.
/// </remarks>
public sealed partial class StatExchangeClient : IAsyncDisposable
{
    private readonly GrpcChannel? _ownedChannel;
    private readonly CallRunner _runner;
    private readonly CallerInvoker _caller;
    private readonly V1.CatalogueService.CatalogueServiceClient _catalogue;
    private readonly V1.MappingsService.MappingsServiceClient _mappings;
    private readonly V1.MethodologyService.MethodologyServiceClient _methodology;
    private readonly V1.QueriesService.QueriesServiceClient _queries;
    private readonly V1.CalendarService.CalendarServiceClient _calendar;
    private readonly V1.ReleasesService.ReleasesServiceClient _releases;
    private readonly V1.AccessService.AccessServiceClient _access;
    private readonly V1.AuditService.AuditServiceClient _audit;

    private StatExchangeClient(CallInvoker invoker, GrpcChannel? ownedChannel, StatExchangeClientOptions options)
    {
        _ownedChannel = ownedChannel;
        _runner = new CallRunner(options.Retry, options.TimeProvider);
        _caller = new CallerInvoker(invoker, options);
        var own = _caller.ActingFor(options.Organisation);
        _catalogue = new V1.CatalogueService.CatalogueServiceClient(own);
        _mappings = new V1.MappingsService.MappingsServiceClient(own);
        _methodology = new V1.MethodologyService.MethodologyServiceClient(own);
        _queries = new V1.QueriesService.QueriesServiceClient(own);
        _calendar = new V1.CalendarService.CalendarServiceClient(own);
        _releases = new V1.ReleasesService.ReleasesServiceClient(own);
        _access = new V1.AccessService.AccessServiceClient(own);
        _audit = new V1.AuditService.AuditServiceClient(own);
    }

    /// <summary>Makes a client that connects with its first call.</summary>
    /// <param name="options">What differs from the defaults; left out for a server on this machine.</param>
    public static StatExchangeClient Create(StatExchangeClientOptions? options = null)
    {
        options ??= new StatExchangeClientOptions();
        if (options.CallInvoker is { } invoker)
            return new StatExchangeClient(invoker, ownedChannel: null, options);
        var channel = ClientChannel.Open(options);
        return new StatExchangeClient(channel.CreateCallInvoker(), channel, options);
    }

    /// <summary>Makes a client and proves with a call that the server answers and speaks this contract.</summary>
    /// <param name="options">What differs from the defaults; left out for a server on this machine.</param>
    /// <param name="cancellationToken">Gives up connecting.</param>
    /// <exception cref="ServiceUnavailableException">The server cannot be reached.</exception>
    public static async Task<StatExchangeClient> ConnectAsync(
        StatExchangeClientOptions? options = null, CancellationToken cancellationToken = default)
    {
        var client = Create(options);
        try
        {
            await client.GetDataStructureAsync(cancellationToken);
            return client;
        }
        catch
        {
            await client.DisposeAsync();
            throw;
        }
    }

    /// <summary>Closes the connection, unless the client was given one.</summary>
    public ValueTask DisposeAsync()
    {
        _ownedChannel?.Dispose();
        return ValueTask.CompletedTask;
    }
}
