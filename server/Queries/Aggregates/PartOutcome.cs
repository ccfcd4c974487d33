using StatExchange.Server.Queries.Comparable;
using StatExchange.V1;

namespace StatExchange.Server.Queries.Aggregates;

/// <summary>What became of a part in a period.</summary>
/// <param name="State">What.</param>
/// <param name="Figure">Its figure; null where nobody reports one.</param>
/// <param name="Provider">Id of the figure's provider; 0 without one.</param>
/// <param name="Weight">How much it counts; null when that is not known.</param>
internal readonly record struct PartOutcome(PartState State, ComparableFigure? Figure, int Provider, decimal? Weight)
{
    /// <summary>What became of each term of a formula; none when the figure is not calculated.</summary>
    public IReadOnlyList<PartOutcome> Terms { get; init; } = [];

    /// <summary>Whether it is in the aggregate.</summary>
    public bool IsIn => State is PartState.Included or PartState.CarriedForward or PartState.Incomplete;

    /// <summary>Whether it belongs to the aggregate in this period.</summary>
    public bool IsExpected => State != PartState.NotMember;
}
