namespace StatExchange.FunctionalTests.Vintages;

/// <summary>What a step of a sequence does.</summary>
internal enum OperationKind
{
    Publish,
    Schedule,
    MoveEmbargo,
    CancelEmbargo,
    WithdrawSubmission,
    WithdrawRelease,
    Purge,
}
