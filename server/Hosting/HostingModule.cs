using Microsoft.AspNetCore.Server.Kestrel.Core;
using StatExchange.Server.Errors;

namespace StatExchange.Server.Hosting;

/// <summary>Registers what serves gRPC: Kestrel on loopback, errors, health, reflection.</summary>
internal static class HostingModule
{
    // Streams end at once with a retriable status; what is left is a publication's transaction.
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(20);


    /// <summary>Adds the services.</summary>
    public static WebApplicationBuilder AddHosting(this WebApplicationBuilder builder)
    {
        var urls = LoopbackGuard.ListenUrls(builder.Configuration);
        builder.WebHost.UseUrls([.. urls]);

        // gRPC without TLS needs HTTP/2 by prior knowledge: there is nothing to negotiate it with.
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = HttpProtocols.Http2));
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = ShutdownTimeout);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<StreamLifetime>();
        builder.Services.AddGrpc(grpc =>
        {
            grpc.MaxReceiveMessageSize = ErrorInterceptor.MaxMessageBytes;
            grpc.Interceptors.Add<ErrorInterceptor>();
        });
        builder.Services.AddGrpcReflection();
        return builder;
    }

    /// <summary>Maps health and reflection.</summary>
    public static WebApplication MapHosting(this WebApplication application)
    {
        application.MapGrpcHealthChecksService();
        application.MapGrpcReflectionService();
        return application;
    }
}
