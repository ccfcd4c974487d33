namespace StatExchange.Server.Catalogue;

/// <summary>Registers the catalogue.</summary>
internal static class CatalogueModule
{
    /// <summary>Adds the services. The catalogue is loaded before the server takes calls.</summary>
    public static WebApplicationBuilder AddCatalogue(this WebApplicationBuilder builder)
    {
        builder.Services.Configure<CatalogueOptions>(builder.Configuration.GetSection(CatalogueOptions.Section));
        builder.Services.AddSingleton<CatalogueStore>();
        builder.Services.AddSingleton<CatalogueCache>();
        builder.Services.AddHostedService(services => services.GetRequiredService<CatalogueCache>());
        return builder;
    }

    /// <summary>Maps the gRPC service.</summary>
    public static WebApplication MapCatalogue(this WebApplication application)
    {
        application.MapGrpcService<CatalogueService>();
        return application;
    }
}
