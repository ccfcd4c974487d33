namespace StatExchange.Server.Submissions;

/// <summary>Registers submissions.</summary>
internal static class SubmissionsModule
{
    /// <summary>Adds the services.</summary>
    public static WebApplicationBuilder AddSubmissions(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<SubmissionsStore>();
        builder.Services.AddHostedService<EmbargoWorker>();
        return builder;
    }

    /// <summary>Maps the gRPC service.</summary>
    public static WebApplication MapSubmissions(this WebApplication application)
    {
        application.MapGrpcService<SubmissionsService>();
        return application;
    }
}
