namespace StatExchange.Server.Audit;

/// <summary>Something that the audit trail is to remember.</summary>
/// <param name="Action">What was done, as PURGE_OBSERVATIONS.</param>
/// <param name="Organisation">The organisation that did it; empty for nobody known, and for the service itself.</param>
/// <param name="Person">The person or system that did it; empty for nobody in particular.</param>
/// <param name="Subject">What it was done to: an object whose members are texts, whole numbers and truth values, and lists of them.</param>
internal sealed record AuditedAct(string Action, string Organisation, string Person, object Subject)
{
    /// <summary>Why, as stated; may be empty.</summary>
    public string Reason { get; init; } = string.Empty;

    /// <summary>Organisations whose affair it is beside that of the one that did it: they see the entry too.</summary>
    public IReadOnlyCollection<string> Concerns { get; init; } = [];
}
