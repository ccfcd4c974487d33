namespace StatExchange.Server.Access.Signing;

/// <summary>Registers what the server signs with.</summary>
internal static class SigningModule
{
    /// <summary>Adds the services.</summary>
    public static WebApplicationBuilder AddSigning(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<SigningOptions>().Bind(builder.Configuration.GetSection(SigningOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<ServerSigner>();
        builder.Services.AddHostedService(services => services.GetRequiredService<ServerSigner>());
        return builder;
    }
}
