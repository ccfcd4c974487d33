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
        var person = Encoding.UTF8.GetString(context.RequestHeaders.GetValueBytes(CallerMetadata.Person) ?? []);
        if (person.Length > MaxPersonLength || person.Contains('\0', StringComparison.Ordinal))
            throw ExchangeException.InvalidField(CallerMetadata.Person, $"it has more than {MaxPersonLength} characters, or one that is none");
        return new Caller(context.RequestHeaders.GetValue(CallerMetadata.Organisation) ?? string.Empty, person.Trim());
    }
}
