using Grpc.AspNetCore.Server;

namespace StatExchange.Server.Audit;

/// <summary>Registers the audit trail.</summary>
internal static class AuditModule
{
    /// <summary>Adds the services. Behind those that say who calls: its interceptor asks them.</summary>
    public static WebApplicationBuilder AddAudit(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<AuditStore>();
        builder.Services.AddSingleton<AuditFollower>();
        builder.Services.AddHostedService(services => services.GetRequiredService<AuditFollower>());
        builder.Services.Configure<GrpcServiceOptions>(grpc => grpc.Interceptors.Add<RestrictedReadInterceptor>());
        return builder;
    }

    /// <summary>Maps the gRPC service.</summary>
    public static WebApplication MapAudit(this WebApplication application)
    {
        application.MapGrpcService<AuditService>();
        return application;
    }
}
