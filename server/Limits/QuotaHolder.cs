using Grpc.Core;
using StatExchange.Server.Access;
using StatExchange.Server.Hosting;

namespace StatExchange.Server.Limits;

/// <summary>Who has a quota: a credential, or an address for all that come from it without one.</summary>
/// <param name="Id">Tells it from all others.</param>
/// <param name="Organisation">The organisation that it acts for; empty for anonymous callers.</param>
internal readonly record struct QuotaHolder(string Id, string Organisation)
{
    /// <summary>Whose quota a call uses.</summary>
    public static QuotaHolder Of(ServerCallContext context)
    {
        var caller = Caller.Of(context);
        if (caller.IsAnonymous)
            return new QuotaHolder(RemoteNetwork.Of(context.GetHttpContext()), string.Empty);

        // A token that says itself whom it stands for has no registered credential.
        return new QuotaHolder(caller.CredentialId.Length > 0 ? caller.CredentialId : $"{caller.Organisation} {caller.Person}", caller.Organisation);
    }
}
