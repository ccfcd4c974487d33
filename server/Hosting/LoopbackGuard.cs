using System.Net;

namespace StatExchange.Server.Hosting;

/// <summary>
/// Keeps the server on loopback addresses: until callers can be identified, whoever reaches the port may act for any
/// organisation.
/// </summary>
internal static class LoopbackGuard
{
    /// <summary>Where the server listens unless it is told otherwise.</summary>
    public const string DefaultUrl = "http://127.0.0.1:5401";

    private static readonly string[] OtherPortSettings = ["http_ports", "https_ports"];

    /// <summary>The addresses to listen on.</summary>
    /// <exception cref="StartRefusedException">One of them can be reached from outside this machine.</exception>
    public static IReadOnlyList<string> ListenUrls(IConfiguration configuration)
    {
        var urls = configuration["urls"] is { Length: > 0 } configured ? configured : DefaultUrl;
        var addresses = urls.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var others = OtherPortSettings.Where(setting => !string.IsNullOrEmpty(configuration[setting]))
            .Concat(configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint.Path))
            .ToList();
        if (others.Count > 0)
            throw new StartRefusedException($"Set only `urls` to say where to listen; remove {string.Join(", ", others)}.");
        return [.. addresses.Select(Check)];
    }

    private static string Check(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttp && url.IsLoopback
        && (url.Host == "localhost" || IPAddress.TryParse(url.Host.Trim('[', ']'), out _))
            ? address
            : throw new StartRefusedException(
                $"The server listens on loopback addresses only, because it cannot identify callers yet; '{address}' is none. Use {DefaultUrl}.");
}
