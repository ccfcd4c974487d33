using System.Text;
using Grpc.Core;
using StatExchange.Server.Errors;
using StatExchange.V1;

namespace StatExchange.Server.Access;

/// <summary>Who calls, as far as it said.</summary>
/// <param name="Organisation">The organisation that it acts for; empty for none.</param>
/// <param name="Person">The person or system; empty when it is not said.</param>
internal sealed record Caller(string Organisation, string Person)
{
    private const int MaxPersonLength = 200;

    /// <summary>Reads who calls from the metadata of the call.</summary>
    /// <exception cref="ExchangeException">The metadata cannot be what it is to be.</exception>
    public static Caller Of(ServerCallContext context)
    {
        var headers = Headers(context);
        var person = Encoding.UTF8.GetString(headers.GetValueBytes(CallerMetadata.Person) ?? []);
        if (person.Length > MaxPersonLength || person.Contains('\0', StringComparison.Ordinal))
            throw ExchangeException.InvalidField(CallerMetadata.Person, $"it has more than {MaxPersonLength} characters, or one that is none");
        return new Caller(headers.GetValue(CallerMetadata.Organisation) ?? string.Empty, person.Trim());
    }

    private static Metadata Headers(ServerCallContext context)
    {
        try
        {
            return context.RequestHeaders;
        }
        catch (FormatException)
        {
            // All binary metadata is decoded at once, whoever reads any of it.
            throw ExchangeException.InvalidField(CallerMetadata.Person, "it, or other metadata whose name ends with -bin, is no base64");
        }
    }
}
