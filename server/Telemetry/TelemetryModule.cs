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

    /// <summary>Adds the services.</summary>
    public static WebApplicationBuilder AddTelemetry(this WebApplicationBuilder builder)
    {
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(
                "statexchange", serviceVersion: typeof(TelemetryModule).Assembly.GetName().Version?.ToString(3)))
            .WithTracing(tracing => tracing.AddAspNetCoreInstrumentation().AddNpgsql().AddSource(ExchangeTelemetry.Name))
            .WithMetrics(metrics => metrics
                .AddAspNetCoreInstrumentation().AddRuntimeInstrumentation().AddMeter("Npgsql").AddMeter(ExchangeTelemetry.Name))
            .WithLogging();
        if (!string.IsNullOrEmpty(builder.Configuration[EndpointSetting]))
            telemetry.UseOtlpExporter();
        return builder;
    }
}
