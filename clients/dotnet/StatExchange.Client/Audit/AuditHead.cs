namespace StatExchange.Client;

/// <summary>A place in the audit trail: the entry, and the hash that stands for it and for all entries before it.</summary>
/// <param name="Number">Number of the entry; 0 before the first.</param>
/// <param name="Hash">Its hash, in lower-case hexadecimal.</param>
/// <param name="At">When it was the last entry.</param>
public sealed record AuditHead(long Number, string Hash, DateTimeOffset At);
