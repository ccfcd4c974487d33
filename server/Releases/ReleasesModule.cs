using StatExchange.Server.Releases.Receipts;

namespace StatExchange.Server.Releases;

/// <summary>Registers the release log.</summary>
internal static class ReleasesModule
{
    /// <summary>Adds the services.</summary>
    public static WebApplicationBuilder AddReleases(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ReleasesStore>();
        builder.Services.AddSingleton<ReceiptsStore>();
        builder.Services.AddSingleton<ReceiptMaker>();
        builder.Services.AddHostedService<ReceiptWorker>();
        builder.Services.AddHostedService<ObservationEmbargoWorker>();
        return builder;
    }

    /// <summary>Maps the gRPC service.</summary>
    public static WebApplication MapReleases(this WebApplication application)
    {
        application.MapGrpcService<ReleasesService>();
        return application;
    }
}
