using System.Text;
using Grpc.Core;
using Grpc.Core.Interceptors;
using StatExchange.V1;

namespace StatExchange.Client;

/// <summary>Says in the metadata of calls who calls.</summary>
internal sealed class CallerInvoker(CallInvoker invoker, StatExchangeClientOptions options)
{
    /// <summary>The organisation that the client acts for unless a call names another; null for none.</summary>
    public string? Organisation => options.Organisation;

    /// <summary>Makes calls for an organisation; null for none.</summary>
    public CallInvoker ActingFor(string? organisation) => invoker.Intercept(metadata =>
    {
        if (!string.IsNullOrEmpty(organisation))
            metadata.Add(CallerMetadata.Organisation, Printable(organisation));
        if (!string.IsNullOrEmpty(options.Person))
            metadata.Add(CallerMetadata.Person, Encoding.UTF8.GetBytes(options.Person));
        return metadata;
    });

    // Metadata takes ASCII only, as codes are. A Cyrillic letter that slipped in is for the service to answer, with the nearest code.
    private static string Printable(string organisation) =>
        string.Concat(organisation.Select(character => character is >= ' ' and <= '~' ? character : '?'));
}
