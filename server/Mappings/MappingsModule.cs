namespace StatExchange.Server.Mappings;

/// <summary>Registers mappings.</summary>
internal static class MappingsModule
{
    /// <summary>Adds the services.</summary>
    public static WebApplicationBuilder AddMappings(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<MappingsStore>();
        return builder;
    }

    /// <summary>Maps the gRPC service.</summary>
    public static WebApplication MapMappings(this WebApplication application)
    {
        application.MapGrpcService<MappingsService>();
        return application;
    }
}
