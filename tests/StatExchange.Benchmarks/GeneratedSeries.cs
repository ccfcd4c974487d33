using System.Runtime.InteropServices;

namespace StatExchange.Benchmarks;

/// <summary>The observations of one generated series, the same ones for every side that is measured.</summary>
/// <param name="Number">The series' number, from 0.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct GeneratedSeries(int Number)
{
    public const int Length = 24;

    private const int Month = 12;
    private const int FirstPeriod = 2022 * Month;
    private const int MostDigits = 7;
    private const ulong Scatter = 0x9E3779B97F4A7C15;

    /// <summary>The series that have so many observations together.</summary>
    public static IEnumerable<GeneratedSeries> Of(int observations) =>
        Enumerable.Range(0, observations / Length).Select(number => new GeneratedSeries(number));

    /// <summary>The month's ordinal, as the contract counts.</summary>
    public static int Period(int position) => FirstPeriod + position;

    /// <summary>A value of one to seven digits: the series' own magnitude, scattered by the position.</summary>
    public long Value(int position)
    {
        var scattered = (((ulong)Number * Length) + (ulong)position + 1) * Scatter >> 32;
        var magnitude = (int)Math.Pow(10, 1 + (Number % MostDigits));
        return (long)(scattered % (ulong)magnitude);
    }
}
