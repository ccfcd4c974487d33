using Microsoft.Extensions.Configuration.Memory;
using Npgsql;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace StatExchange.Server.Telemetry;

/// <summary>Registers traces, metrics and logs, exported over OTLP when the standard OTEL_EXPORTER_OTLP_ENDPOINT is set.</summary>
internal static class TelemetryModule
{
    private const string EndpointSetting = "OTEL_EXPORTER_OTLP_ENDPOINT";

    // Below every other source of configuration: an operator's own levels win. Npgsql and ASP.NET Core log each command and call,
    // which traces tell better.
    private static readonly Dictionary<string, string?> QuietLogging = new(StringComparer.Ordinal)
    {
        ["Logging:LogLevel:Default"] = "Information",
        ["Logging:LogLevel:Npgsql"] = "Warning",
        ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning",
        ["Logging:LogLevel:Grpc"] = "Warning",
    };

    /// <summary>Adds the services.</summary>
    public static WebApplicationBuilder AddTelemetry(this WebApplicationBuilder builder)
    {
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = QuietLogging });
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(
                "statexchange", serviceVersion: ServerAssembly.Version))
            .WithTracing(tracing => tracing.AddAspNetCoreInstrumentation().AddNpgsql().AddSource(ExchangeTelemetry.Name))
            .WithMetrics(metrics => metrics
                .AddAspNetCoreInstrumentation().AddRuntimeInstrumentation().AddMeter("Npgsql").AddMeter(ExchangeTelemetry.Name))
            .WithLogging();
        if (!string.IsNullOrEmpty(builder.Configuration[EndpointSetting]))
            telemetry.UseOtlpExporter();
        return builder;
    }
}
