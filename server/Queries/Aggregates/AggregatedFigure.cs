using StatExchange.Server.Queries.Comparable;
using StatExchange.V1;

namespace StatExchange.Server.Queries.Aggregates;

/// <summary>One observation of an aggregate.</summary>
/// <param name="Period">Ordinal of the period.</param>
/// <param name="Figure">The figure.</param>
/// <param name="Parts">What became of each part.</param>
/// <param name="Share">The share of the weight that is in; null when it is not known.</param>
internal sealed record AggregatedFigure(int Period, ComparableFigure Figure, IReadOnlyList<PartOutcome> Parts, double? Share)
{
    /// <summary>Whether all parts are in and complete.</summary>
    public bool IsComplete { get; } = IsWhole(Parts);

    /// <summary>Whether a part is estimated or carried forward.</summary>
    public bool HasEstimates { get; } =
        Parts.Any(part => part.State == PartState.CarriedForward || (part.IsIn && StatusOrder.IsEstimate(part.Figure!.Status)));

    /// <summary>Whether all parts that are expected are in and complete.</summary>
    public static bool IsWhole(IReadOnlyList<PartOutcome> parts) =>
        parts.All(part => part.State is PartState.Included or PartState.CarriedForward or PartState.NotMember);
}
