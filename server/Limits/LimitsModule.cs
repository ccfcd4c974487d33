using Grpc.AspNetCore.Server;
using Microsoft.Extensions.Options;

namespace StatExchange.Server.Limits;

/// <summary>Registers the limits.</summary>
internal static class LimitsModule
{
    /// <summary>Adds the services. Behind those that say who calls: its interceptor asks them.</summary>
    public static WebApplicationBuilder AddLimits(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IValidateOptions<LimitsOptions>, LimitsValidation>();
        builder.Services.AddOptions<LimitsOptions>().Bind(builder.Configuration.GetSection(LimitsOptions.Section)).ValidateOnStart();
        builder.Services.AddSingleton<CallerQuotas>();
        builder.Services.Configure<GrpcServiceOptions>(grpc => grpc.Interceptors.Add<QuotaInterceptor>());
        return builder;
    }
}
