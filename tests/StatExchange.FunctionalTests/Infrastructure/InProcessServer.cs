using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using StatExchange.Server;
using StatExchange.Server.Hosting;
using StatExchange.Server.Telemetry;
using StatExchange.V1;

namespace StatExchange.FunctionalTests.Infrastructure;

/// <summary>The real server on a real port, in this process, with a clock that stands still until the test moves it.</summary>
internal sealed class InProcessServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private InProcessServer(WebApplication application, FakeTimeProvider clock, string connectionString)
    {
        ConnectionString = connectionString;
        _application = application;
        Clock = clock;
        Address = new Uri(application.Urls.Single());
        Channel = GrpcChannel.ForAddress(Address);
    }

    public FakeTimeProvider Clock { get; }

    public string ConnectionString { get; }

    public Uri Address { get; }

    public GrpcChannel Channel { get; }

    /// <summary>A clock at a round instant.</summary>
    public static FakeTimeProvider NewClock() => new(new DateTimeOffset(2027, 1, 15, 8, 0, 0, TimeSpan.Zero));

    public static async Task<InProcessServer> StartAsync(string connectionString, FakeTimeProvider clock, params IEnumerable<(string Name, string Value)> settings)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development", ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddInMemoryCollection(TestAccess.Settings.Append(("urls", "http://127.0.0.1:0")).Concat(settings)
            .Append(("Database:ConnectionString", connectionString)).GroupBy(setting => setting.Item1, StringComparer.OrdinalIgnoreCase)
            .Select(group => KeyValuePair.Create(group.Key, (string?)group.Last().Item2)));
        builder.Logging.ClearProviders();
        builder.AddTelemetry();
        builder.AddHosting();
        builder.AddExchange();
        builder.Services.AddSingleton<TimeProvider>(clock);
        var application = builder.Build();
        application.MapHosting();
        application.MapExchange();
        await application.StartAsync(TestContext.Current.CancellationToken);
        return new InProcessServer(application, clock, connectionString);
    }

    /// <summary>A service of the server.</summary>
    public T Service<T>()
        where T : notnull => _application.Services.GetRequiredService<T>();

    /// <summary>Somebody of an organisation, or nobody.</summary>
    public Office As(string organisation, string person = "") => new(Channel, organisation, person);

    /// <summary>Somebody of an organisation with some roles only.</summary>
    public Office As(string organisation, string person, IReadOnlyList<Role> roles) =>
        Office.With(TestTokens.Of(organisation, person, roles), Channel, organisation);

    /// <summary>Stops it, as an operator or orchestrator does.</summary>
    public Task StopAsync() => _application.StopAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        Channel.Dispose();
        await _application.StopAsync(CancellationToken.None);
        await _application.DisposeAsync();
    }
}
