namespace StatExchange.Server.Database;

/// <summary>The advisory locks of the database, by what they serialise among all server processes.</summary>
internal static class AdvisoryLocks
{
    /// <summary>Migrating the schema and loading the catalogue.</summary>
    public const long Schema = 0x53_45_0001;

    /// <summary>Publishing: release ids are given and become visible in order, without gaps.</summary>
    public const long Publication = 0x53_45_0002;

    /// <summary>The audit trail: entries are numbered in the order they become visible, without gaps. The database's own function takes it.</summary>
    public const long Audit = 0x53_45_0003;

    /// <summary>Making the receipts that are missing.</summary>
    public const long Receipts = 0x53_45_0004;
}
