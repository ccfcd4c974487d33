using Grpc.Core;
using StatExchange.Server.Errors;
using StatExchange.V1;

namespace StatExchange.Server.Access;

/// <summary>Refuses what the rules do not allow.</summary>
internal static class AccessGuard
{
    /// <summary>Requires a caller that acts for an organisation; whether there is such an organisation, the catalogue knows.</summary>
    /// <exception cref="ExchangeException">It does not say for which.</exception>
    public static Caller RequireCaller(ServerCallContext context)
    {
        var caller = Caller.Of(context);
        return caller.ActsForAnOrganisation()
            ? caller
            : throw new ExchangeException(
                ErrorReason.CallerUnknown,
                $"The call does not say which organisation it acts for. State it in the metadata {CallerMetadata.Organisation}.",
                ("metadata", CallerMetadata.Organisation));
    }

    /// <summary>Requires that a rule allows what the caller asks for an organisation.</summary>
    /// <exception cref="ExchangeException">It does not.</exception>
    public static void Require(bool isAllowed, Caller caller, string needed)
    {
        if (!isAllowed)
        {
            throw new ExchangeException(
                ErrorReason.NotAllowed, $"The caller acts for {caller.Organisation}, and this is done by {needed} only.",
                ("organisation", caller.Organisation), ("needed", needed));
        }
    }
}
