using System.Globalization;

namespace StatExchange.Benchmarks;

/// <summary>What was measured of one thing, round by round.</summary>
internal sealed class Samples(params IEnumerable<double> values) : List<double>(values)
{
    public double Median => Count == 0 ? double.NaN : (Sorted[(Count - 1) / 2] + Sorted[Count / 2]) / 2;

    private List<double> Sorted => [.. this.Order()];

    /// <summary>Combines each round's own samples.</summary>
    public Samples With(Samples other, Func<double, double, double> combine) => new(this.Zip(other, combine));

    /// <summary>The median.</summary>
    public string MedianText() => Text(Median);

    /// <summary>The lowest and the highest.</summary>
    public string RangeText() => Count == 0 ? "" : $"{Text(Sorted[0])}–{Text(Sorted[^1])}";

    /// <summary>A number with two decimals; nothing when there is none.</summary>
    public static string Text(double number) => double.IsNaN(number) ? "" : number.ToString("0.00", CultureInfo.InvariantCulture);
}
