using System.Net;
using System.Net.Sockets;
using System.Text;
using StatExchange.FunctionalTests.Infrastructure;
using static StatExchange.FunctionalTests.Infrastructure.Figures;

namespace StatExchange.FunctionalTests.Telemetry;

/// <summary>What a server tells of itself when a collector is configured.</summary>
public sealed class ExportTests(PostgresCluster cluster)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Traces_metrics_and_logs_reach_the_configured_collector()
    {
        using var collector = new HttpListener();
        var address = $"http://127.0.0.1:{FreePort()}/";
        collector.Prefixes.Add(address);
        collector.Start();
        await using var server = await ServerUnderTest.StartAsync(
            await cluster.CreateDatabaseAsync(),
            ("OTEL_EXPORTER_OTLP_ENDPOINT", address), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
            ("OTEL_BSP_SCHEDULE_DELAY", "100"), ("OTEL_BLRP_SCHEDULE_DELAY", "100"), ("OTEL_METRIC_EXPORT_INTERVAL", "100"),
            // Nobody listens any more when the server sends its last.
            ("OTEL_EXPORTER_OTLP_TIMEOUT", "500"));
        await server.Client.PublishAsync("UZ.STAT", Append(Series(Key(refArea: "UZ"), At("2015", 1m))));

        // A span of the service's own, one of its counters, and the line it logs for a release; each signal has a path of its own.
        var expected = new Dictionary<string, string>
        {
            ["/v1/traces"] = "publish",
            ["/v1/metrics"] = "statexchange.observations.staged",
            ["/v1/logs"] = "Release {ReleaseId} of {Organisation}",
        };
        while (expected.Count > 0)
        {
            var request = await collector.GetContextAsync().WaitAsync(Cancellation);
            using var body = new MemoryStream();
            await request.Request.InputStream.CopyToAsync(body, Cancellation);
            request.Response.Close();
            var path = request.Request.Url!.AbsolutePath;
            if (expected.TryGetValue(path, out var text) && Encoding.UTF8.GetString(body.ToArray()).Contains(text, StringComparison.Ordinal))
                expected.Remove(path);
        }
    }

    private static int FreePort()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }
}
