using StatExchange.Server.Access;

namespace StatExchange.Server.Audit;

/// <summary>Something that the audit trail is to remember.</summary>
/// <param name="Action">What was done, as PURGE_OBSERVATIONS.</param>
/// <param name="Caller">Who did it; nobody when the service did by itself.</param>
/// <param name="Subject">What it was done to: an object whose members are texts, whole numbers and truth values, and lists of them.</param>
internal sealed record AuditedAct(string Action, Caller Caller, object Subject)
{
    /// <summary>Why, as stated; may be empty.</summary>
    public string Reason { get; init; } = string.Empty;

    /// <summary>Organisations whose affair it is beside that of the caller: they see the entry too.</summary>
    public IReadOnlyCollection<string> Concerns { get; init; } = [];
}
