namespace StatExchange.Client;

/// <summary>What is wrong with an audit trail.</summary>
public enum AuditFaultKind
{
    /// <summary>Entries are missing before this one.</summary>
    Missing,

    /// <summary>The entry is out of order, or there twice.</summary>
    OutOfOrder,

    /// <summary>The entry says something else than was written: its content does not fit its hash, or its own number.</summary>
    ContentChanged,

    /// <summary>The entry does not follow the one before: one of the two was changed, removed or put in.</summary>
    ChainBroken,

    /// <summary>The entry is not the one that a kept head stands for: the trail was written anew up to there.</summary>
    AnotherHistory,

    /// <summary>The trail ends before an entry that a kept head stands for.</summary>
    CutOff,
}
