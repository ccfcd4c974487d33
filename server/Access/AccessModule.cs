using Grpc.AspNetCore.Server;
using StatExchange.Server.Access.Credentials;
using StatExchange.Server.Access.SignIns;
using StatExchange.Server.Access.Tokens;

namespace StatExchange.Server.Access;

/// <summary>Registers who may call what.</summary>
internal static class AccessModule
{
    /// <summary>Adds the services. Each call is admitted by the rules before any other module's interceptor sees it.</summary>
    public static WebApplicationBuilder AddAccess(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<AccessOptions>().Bind(builder.Configuration.GetSection(AccessOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        builder.AddTokens();
        builder.Services.AddSingleton<CredentialStore>();
        builder.Services.AddSingleton<TokenAuthentication>();
        builder.Services.AddSingleton<CallerAuthentication>();
        builder.Services.AddSingleton<SignInLog>();
        builder.Services.AddSingleton<RefusedSignIns>();
        builder.Services.AddHostedService(services => services.GetRequiredService<RefusedSignIns>());
        builder.Services.Configure<GrpcServiceOptions>(grpc => grpc.Interceptors.Add<CallerInterceptor>());
        return builder;
    }
}
