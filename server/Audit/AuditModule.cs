namespace StatExchange.Server.Audit;

/// <summary>Registers the audit trail; who reads it, the access slice sees to.</summary>
internal static class AuditModule
{
    /// <summary>Adds the services.</summary>
    public static WebApplicationBuilder AddAudit(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<AuditStore>();
        builder.Services.AddSingleton<AuditFollower>();
        builder.Services.AddHostedService(services => services.GetRequiredService<AuditFollower>());
        return builder;
    }
}
