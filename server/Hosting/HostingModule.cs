using Microsoft.AspNetCore.Server.Kestrel.Core;
using StatExchange.Server.Errors;
using StatExchange.Server.Hosting.Tls;

namespace StatExchange.Server.Hosting;

/// <summary>Registers what serves gRPC: Kestrel, errors, health, reflection.</summary>
internal static class HostingModule
{
    // Streams end at once with a retriable status; what is left is a publication's transaction.
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(20);

    /// <summary>Adds the services.</summary>
    public static WebApplicationBuilder AddHosting(this WebApplicationBuilder builder)
    {
        var addresses = ListenAddress.Read(builder.Configuration);
        builder.WebHost.UseUrls();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            foreach (var address in addresses)
            {
                address.Listen(kestrel, endpoint =>
                {
                    // Without TLS there is nothing to negotiate HTTP/2 with: clients know.
                    endpoint.Protocols = HttpProtocols.Http2;
                    if (address.IsEncrypted)
                        endpoint.Encrypt();
                });
            }
        });
        builder.Services.AddOptions<TlsOptions>().Bind(builder.Configuration.GetSection(TlsOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<ServerCertificate>();
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
