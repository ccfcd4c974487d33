using StatExchange.Server.Queries.Comparable;

namespace StatExchange.Server.Queries.Mirrors;

/// <summary>What both sides report of one period.</summary>
/// <param name="Period">Ordinal of the period.</param>
/// <param name="Reported">What the first side reports.</param>
/// <param name="Mirrored">What the other side reports.</param>
internal sealed record MirrorComparison(int Period, ChosenFigure Reported, ChosenFigure Mirrored)
{
    // ESS, rule type VMP: at most 10 % of the larger.
    private const decimal Tolerance = 0.1m;

    /// <summary>The first side's figure less the other's; null unless both have a value.</summary>
    public decimal? Difference => Reported.Value - Mirrored.Value;

    /// <summary>The larger of both absolute values; null unless both have one.</summary>
    public decimal? Larger => Difference is null ? null : Math.Max(Math.Abs(Reported.Value!.Value), Math.Abs(Mirrored.Value!.Value));

    /// <summary>The first side's figure as a multiple of the other's; null unless both have a value and the other is not 0.</summary>
    public double? Ratio => Mirrored.Value is null or 0 ? null : (double?)Reported.Value / (double)Mirrored.Value;

    /// <summary>The absolute difference as a share of the larger; null unless both have a value.</summary>
    public double? Asymmetry => Larger switch
    {
        null => null,
        0 => 0,
        { } larger => (double)(Math.Abs(Difference!.Value) / larger),
    };

    /// <summary>Whether both are about the same; null unless both have a value.</summary>
    public bool? Passes => Difference is { } difference ? Math.Abs(difference) <= Tolerance * Larger : null;
}
