namespace StatExchange.Server.Methodology;

/// <summary>Registers methodology notes and explanations.</summary>
internal static class MethodologyModule
{
    /// <summary>Adds the services.</summary>
    public static WebApplicationBuilder AddMethodology(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<MethodologyStore>();
        builder.Services.AddSingleton<ExplanationsStore>();
        builder.Services.AddSingleton<ThreadReader>();
        return builder;
    }

    /// <summary>Maps the gRPC service.</summary>
    public static WebApplication MapMethodology(this WebApplication application)
    {
        application.MapGrpcService<MethodologyService>();
        return application;
    }
}
