using StatExchange.Server.Audit;

namespace StatExchange.Server.Access;

/// <summary>What callers do, for the audit trail.</summary>
internal static class CallerActs
{
    /// <summary>Says that a caller did something.</summary>
    /// <param name="caller">The caller.</param>
    /// <param name="action">What, as PURGE_OBSERVATIONS.</param>
    /// <param name="subject">To what: an object whose members are texts, whole numbers and truth values, and lists of them.</param>
    public static AuditedAct Did(this Caller caller, string action, object subject) => new(action, caller.Organisation, caller.Person, subject);
}
