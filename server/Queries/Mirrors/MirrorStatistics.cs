using StatExchange.V1;

namespace StatExchange.Server.Queries.Mirrors;

/// <summary>How both sides of a corridor differ over its periods.</summary>
internal sealed class MirrorStatistics
{
    private const int FewestForTrend = 3;

    /// <summary>Sums up the periods of a corridor.</summary>
    public MirrorStatistics(IReadOnlyList<MirrorComparison> comparisons, Frequency frequency)
    {
        var compared = comparisons.Where(one => one.Difference is not null).ToList();
        PeriodsCompared = compared.Count;
        PeriodsPassed = compared.Count(one => one.Passes == true);
        AbsoluteDifference = compared.Sum(one => Math.Abs(one.Difference!.Value));
        var larger = compared.Sum(one => one.Larger!.Value);
        Asymmetry = larger > 0 ? (double)(AbsoluteDifference / larger) : null;
        Trend = compared.Count < FewestForTrend ? null : Slope([.. compared.Select(one => ((double)one.Period / frequency.PeriodsPerYear, one.Asymmetry!.Value))]);
    }

    /// <summary>Number of periods that both sides report.</summary>
    public int PeriodsCompared { get; }

    /// <summary>Number of those in which they are about the same.</summary>
    public int PeriodsPassed { get; }

    /// <summary>The sum of absolute differences.</summary>
    public decimal AbsoluteDifference { get; }

    /// <summary>That sum as a share of the sum of the larger figures; null when there is nothing to compare.</summary>
    public double? Asymmetry { get; }

    /// <summary>By how much the asymmetry grows a year; null with too few periods.</summary>
    public double? Trend { get; }

    // The line of least squares.
    private static double Slope(IReadOnlyList<(double X, double Y)> points)
    {
        var (x, y) = (points.Average(point => point.X), points.Average(point => point.Y));
        return points.Sum(point => (point.X - x) * (point.Y - y)) / points.Sum(point => (point.X - x) * (point.X - x));
    }
}
