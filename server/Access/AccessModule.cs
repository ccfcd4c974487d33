using Grpc.AspNetCore.Server;
using StatExchange.Server.Access.Agreements;
using StatExchange.Server.Access.Authority;
using StatExchange.Server.Access.Certificates;
using StatExchange.Server.Access.Credentials;
using StatExchange.Server.Access.Enrolments;
using StatExchange.Server.Access.Grants;
using StatExchange.Server.Access.Signing;
using StatExchange.Server.Access.SignIns;
using StatExchange.Server.Access.Tokens;
using StatExchange.Server.Access.Trail;
using StatExchange.Server.Hosting.Tls;

namespace StatExchange.Server.Access;

/// <summary>Registers who may call what.</summary>
internal static class AccessModule
{
    private const string DataFolderSetting = "Database:Embedded:DataFolder";

    /// <summary>Adds the services. Each call is admitted by the rules before any other module's interceptor sees it.</summary>
    public static WebApplicationBuilder AddAccess(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<AccessOptions>().Bind(builder.Configuration.GetSection(AccessOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        builder.AddTokens();
        builder.AddAuthority();
        builder.AddSigning();
        builder.Services.AddSingleton<CredentialStore>();
        builder.Services.AddSingleton<EnrolmentStore>();
        builder.Services.AddSingleton<AgreementStore>();
        builder.Services.AddSingleton<GrantStore>();
        builder.Services.AddSingleton<PageMark>();
        builder.Services.AddSingleton<CertificateIssuing>();
        builder.Services.AddSingleton<TokenAuthentication>();
        builder.Services.AddSingleton<CertificateAuthentication>();
        builder.Services.AddSingleton<CallerAuthentication>();
        builder.Services.AddHostedService<AgreementSeed>();
        builder.Services.AddHostedService<FirstAdministrator>();
        builder.Services.AddSingleton<SignInLog>();
        builder.Services.AddSingleton<RefusedSignIns>();
        builder.Services.AddHostedService(services => services.GetRequiredService<RefusedSignIns>());
        builder.Services.Configure<GrpcServiceOptions>(grpc => grpc.Interceptors.Add<CallerInterceptor>());
        builder.Services.Configure<GrpcServiceOptions>(grpc => grpc.Interceptors.Add<RestrictedReadInterceptor>());
        return builder;
    }

    /// <summary>Maps the gRPC service.</summary>
    public static WebApplication MapAccess(this WebApplication application)
    {
        application.MapGrpcService<AccessService>();
        application.MapGrpcService<AuditService>();
        return application;
    }

    private static void AddAuthority(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<AuthorityOptions>()
            .Configure(options => options.Folder = builder.Configuration[DataFolderSetting] is { Length: > 0 } data ? $"{data.TrimEnd('/', '\\')}-authority" : options.Folder)
            .Bind(builder.Configuration.GetSection(AuthorityOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<ExchangeAuthority>();
        builder.Services.AddSingleton<IServerCertificateIssuer>(services => services.GetRequiredService<ExchangeAuthority>());
    }
}
