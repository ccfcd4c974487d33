namespace StatExchange.Server.Queries;

/// <summary>Registers queries.</summary>
internal static class QueriesModule
{
    /// <summary>Adds the services.</summary>
    public static WebApplicationBuilder AddQueries(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<QueriesStore>();
        return builder;
    }

    /// <summary>Maps the gRPC service.</summary>
    public static WebApplication MapQueries(this WebApplication application)
    {
        application.MapGrpcService<QueriesService>();
        return application;
    }
}
