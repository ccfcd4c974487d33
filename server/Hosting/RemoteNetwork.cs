using System.Net;
using System.Net.Sockets;

namespace StatExchange.Server.Hosting;

/// <summary>Where calls come from, as far as it tells one machine from another.</summary>
internal static class RemoteNetwork
{
    private const int NetworkBytes = 8;

    /// <summary>The address that a call comes from; of IPv6 the network, because every machine takes from its own as many as it likes.</summary>
    public static string Of(HttpContext http)
    {
        var address = http.Connection.RemoteIpAddress;
        if (address is null || address.AddressFamily != AddressFamily.InterNetworkV6 || address.IsIPv4MappedToIPv6)
            return $"{address?.MapToIPv4()}";
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(NetworkBytes).Clear();
        return new IPAddress(bytes).ToString();
    }
}
