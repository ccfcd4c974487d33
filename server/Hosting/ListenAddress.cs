using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace StatExchange.Server.Hosting;

/// <summary>
/// Where the server listens. What leaves this machine is encrypted: plain HTTP/2 is for loopback addresses only.
/// </summary>
/// <param name="Host">The host of the address; `*` or `+` for all of the machine's.</param>
/// <param name="Port">The port; 0 for any that is free.</param>
/// <param name="IsEncrypted">Whether by TLS.</param>
internal sealed record ListenAddress(string Host, int Port, bool IsEncrypted)
{
    /// <summary>Where the server listens unless it is told otherwise.</summary>
    public const string Default = "http://127.0.0.1:5401";

    private static readonly string[] OtherPortSettings = ["http_ports", "https_ports"];

    /// <summary>The addresses of the configuration.</summary>
    /// <exception cref="StartRefusedException">One of them is none, or would let readable traffic leave this machine.</exception>
    public static IReadOnlyList<ListenAddress> Read(IConfiguration configuration)
    {
        var urls = configuration["urls"] is { Length: > 0 } configured ? configured : Default;
        var others = OtherPortSettings.Where(setting => !string.IsNullOrEmpty(configuration[setting]))
            .Concat(configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint.Path))
            .ToList();
        if (others.Count > 0)
            throw new StartRefusedException($"Set only `urls` to say where to listen; remove {string.Join(", ", others)}.");
        return [.. urls.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Parse)];
    }

    /// <summary>Listens there.</summary>
    /// <param name="kestrel">What listens.</param>
    /// <param name="configure">Configures how.</param>
    public void Listen(KestrelServerOptions kestrel, Action<ListenOptions> configure)
    {
        if (IPAddress.TryParse(Host.Trim('[', ']'), out var address))
            kestrel.Listen(address, Port, configure);
        else if (IsLocalhost(Host))
            kestrel.ListenLocalhost(Port, configure);
        else
            kestrel.ListenAnyIP(Port, configure);
    }

    private static bool IsLocalhost(string host) => host.Equals("localhost", StringComparison.OrdinalIgnoreCase);

    private static ListenAddress Parse(string text)
    {
        BindingAddress address;
        try
        {
            address = BindingAddress.Parse(text);
        }
        catch (FormatException exception)
        {
            throw new StartRefusedException($"'{text}' is no address to listen on: {exception.Message}");
        }

        var isEncrypted = address.Scheme == Uri.UriSchemeHttps;
        var isLoopback = IsLocalhost(address.Host) || (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
        if (!isEncrypted && !(address.Scheme == Uri.UriSchemeHttp && isLoopback))
        {
            throw new StartRefusedException(
                $"'{text}' can be reached from outside this machine, where only https is served; http is for loopback addresses. Use https, or {Default}.");
        }

        return new ListenAddress(address.Host, address.Port, isEncrypted);
    }
}
