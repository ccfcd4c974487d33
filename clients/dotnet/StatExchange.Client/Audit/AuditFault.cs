namespace StatExchange.Client;

/// <summary>The first entry that shows that an audit trail is not as it was written.</summary>
/// <param name="Number">Number of the entry; of the first missing one when entries are missing or the trail is cut off.</param>
/// <param name="Kind">What is wrong with it.</param>
/// <param name="Message">The same for people.</param>
public sealed record AuditFault(long Number, AuditFaultKind Kind, string Message);
