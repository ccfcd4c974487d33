using StatExchange.V1;

namespace StatExchange.Client;

/// <summary>What both sides of a corridor report of one period.</summary>
/// <param name="Period">The period.</param>
/// <param name="Reported">The first side's value; null where it has none.</param>
/// <param name="Mirrored">The other side's value; null where it has none.</param>
/// <param name="Difference">reported − mirrored; null unless both have a value.</param>
/// <param name="Observation">All that was sent: providers, states, comments, ratio, asymmetry and the 10 % test.</param>
public sealed record MirrorComparison(TimePeriod Period, decimal? Reported, decimal? Mirrored, decimal? Difference, MirrorObservation Observation)
{
    /// <summary>reported / mirrored; null unless both have a value and the other side's is not 0.</summary>
    public double? Ratio => Observation.HasRatio ? Observation.Ratio : null;

    /// <summary>|difference| divided by the larger of both, 0 to 2; null unless both have a value.</summary>
    public double? Asymmetry => Observation.HasAsymmetry ? Observation.Asymmetry : null;

    /// <summary>Whether they differ by at most 10 % of the larger; null unless both have a value.</summary>
    public bool? Passes => Observation.HasPasses ? Observation.Passes : null;
}
