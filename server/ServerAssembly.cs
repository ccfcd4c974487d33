namespace StatExchange.Server;

/// <summary>Names this assembly to those who need it: tests and telemetry.</summary>
public static class ServerAssembly
{
    /// <summary>The version of the server, "0.1.0".</summary>
    public static string Version { get; } = typeof(ServerAssembly).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";
}
