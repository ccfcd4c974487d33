using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace StatExchange.Server.Telemetry;

/// <summary>What the service measures of itself, by the names that dashboards use.</summary>
internal static class ExchangeTelemetry
{
    /// <summary>Name of the meter and of the activity source.</summary>
    public const string Name = "StatExchange.Server";

    private static readonly Meter Meter = new(Name);

    /// <summary>Spans of the service's own work, below those of gRPC and PostgreSQL.</summary>
    public static ActivitySource Activities { get; } = new(Name);

    /// <summary>Observations staged by uploads.</summary>
    public static Counter<long> ObservationsStaged { get; } =
        Meter.CreateCounter<long>("statexchange.observations.staged", "{observation}", "Observations staged by uploads");

    /// <summary>Findings raised by uploads, by rule.</summary>
    public static Counter<long> Findings { get; } =
        Meter.CreateCounter<long>("statexchange.findings", "{finding}", "Findings raised by uploads, by rule");

    /// <summary>How long publications take, from the lock to the commit.</summary>
    public static Histogram<double> PublicationDuration { get; } =
        Meter.CreateHistogram<double>("statexchange.publication.duration", "s", "Duration of publications");

    /// <summary>Observations sent in answers to queries.</summary>
    public static Counter<long> ObservationsServed { get; } =
        Meter.CreateCounter<long>("statexchange.observations.served", "{observation}", "Observations sent in answers to queries");
}
