using System.Text;
using Grpc.Core;
using StatExchange.V1;

namespace StatExchange.Client;

/// <summary>Says in the metadata of a call who calls.</summary>
internal static class CallerHeaders
{
    /// <summary>The metadata of a call for an organisation.</summary>
    public static Metadata OfOrganisation(string organisation) => new() { { CallerMetadata.Organisation, Printable(organisation) } };

    /// <summary>The metadata of a call by a person.</summary>
    public static Metadata OfPerson(string person) => new() { { CallerMetadata.Person, Encoding.UTF8.GetBytes(person) } };

    // Metadata takes ASCII only, as codes are; what is no code is for the service to refuse.
    private static string Printable(string code) =>
        string.Concat(code.Select(character => character is >= ' ' and <= '~' ? character : '?'));
}
