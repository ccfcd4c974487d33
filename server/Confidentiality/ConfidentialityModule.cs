using StatExchange.Server.Database.Restricted;

namespace StatExchange.Server.Confidentiality;

/// <summary>Registers what protects restricted figures.</summary>
internal static class ConfidentialityModule
{
    /// <summary>Adds the services.</summary>
    public static WebApplicationBuilder AddConfidentiality(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IFigureProtector, PrimaryProtector>();
        builder.Services.AddSingleton<TableFinder>();
        builder.Services.AddSingleton<FigureProtection>();
        return builder;
    }
}
