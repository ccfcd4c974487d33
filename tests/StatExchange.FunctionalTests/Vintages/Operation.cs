namespace StatExchange.FunctionalTests.Vintages;

/// <summary>
/// A step of a sequence, by numbers that the run interprets: what they address is taken modulo what there is, so that a sequence
/// stays meaningful when steps are left out of it.
/// </summary>
/// <param name="Kind">What is done.</param>
/// <param name="Provider">Which provider does it.</param>
/// <param name="Pick">Which waiting submission, release or observation is meant.</param>
/// <param name="Delay">After how many steps an embargo ends.</param>
/// <param name="Pieces">What is stated.</param>
internal sealed record Operation(OperationKind Kind, int Provider, int Pick, int Delay, IReadOnlyList<Piece> Pieces)
{
    public override string ToString() => $"{Kind} provider {Provider} pick {Pick} delay {Delay} [{string.Join("; ", Pieces)}]";
}
