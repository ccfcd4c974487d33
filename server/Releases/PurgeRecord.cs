using StatExchange.Server.Database.Figures;

namespace StatExchange.Server.Releases;

/// <summary>What a purge did.</summary>
/// <param name="Release">The release that makes it known; null when there was nothing left to purge.</param>
/// <param name="Vintages">Number of vintages whose values were removed.</param>
/// <param name="AuditEntryId">The entry in the audit trail; 0 when there was nothing left to purge.</param>
internal sealed record PurgeRecord(ReleaseRecord? Release, long Vintages, long AuditEntryId);
