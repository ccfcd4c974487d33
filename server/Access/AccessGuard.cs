using Grpc.Core;
using StatExchange.Server.Errors;
using StatExchange.V1;

namespace StatExchange.Server.Access;

/// <summary>Refuses what the rules do not allow.</summary>
internal static class AccessGuard
{
    private const string Authorization = "authorization";

    /// <summary>Requires a caller that is known, and so acts for an organisation of the catalogue.</summary>
    /// <exception cref="ExchangeException">It is anonymous.</exception>
    public static Caller RequireCaller(ServerCallContext context) => RequireKnown(Caller.Of(context));

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

    /// <summary>Requires that a caller may call an operation.</summary>
    /// <param name="rule">The operation's rule; null when it has none, and nobody may call it.</param>
    /// <param name="caller">The caller.</param>
    /// <param name="allowAnonymous">Whether anonymous callers may have what is public.</param>
    /// <exception cref="ExchangeException">It may not.</exception>
    public static void Require(AccessRule? rule, Caller caller, bool allowAnonymous)
    {
        var takesAnonymous = rule is { Admission: Admission.Open or Admission.Anyone } || (rule is { Admission: Admission.Public } && allowAnonymous);
        if (!takesAnonymous)
            RequireKnown(caller);
        if (rule is not null && (rule.Roles.Count == 0 || rule.Roles.Any(caller.Roles.Contains)))
            return;
        var needed = rule is null ? "nobody" : string.Join(',', rule.Roles.Select(RoleNames.Of));
        throw new ExchangeException(
            ErrorReason.NotAllowed, $"This takes one of the roles: {needed}. The caller has: {string.Join(", ", caller.Roles.Select(RoleNames.Of))}.",
            ("organisation", caller.Organisation), ("needed_roles", needed));
    }

    private static Caller RequireKnown(Caller caller) => !caller.IsAnonymous
        ? caller
        : throw new ExchangeException(
            ErrorReason.CallerUnknown, "This is for callers that are known. Call with a client certificate, or with a bearer token in the metadata authorization.",
            ("metadata", Authorization));
}
