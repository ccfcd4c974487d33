using StatExchange.V1;

namespace StatExchange.Server.Queries.Comparable;

/// <summary>The number of decimals that figures travel with: as many as the most exact has, as long as the largest fits into 64 bits.</summary>
internal sealed class FigureScale
{
    /// <summary>The scale of some figures.</summary>
    public FigureScale(IEnumerable<decimal?> figures)
    {
        decimal[] values = [.. figures.OfType<decimal>()];
        Decimals = Math.Min(values.Select(value => (int)value.Scale).DefaultIfEmpty().Max(), DataStructureDefinition.MaxDecimals);
        while (Decimals > 0 && !values.All(value => ScaledDecimal.TryScale(Rounded(value), Decimals, out _)))
            Decimals--;
    }

    /// <summary>Number of decimals of all.</summary>
    public int Decimals { get; }

    /// <summary>A figure times 10^decimals; what does not fit even without decimals, as no figure but a sum of absurd ones, is the largest that does.</summary>
    public long Scaled(decimal value) =>
        ScaledDecimal.TryScale(Rounded(value), Decimals, out var scaled) ? scaled : value > 0 ? long.MaxValue : -long.MaxValue;

    /// <summary>A value with exactly so many decimals, rounded half away from zero: 17.5 with two is 17.50.</summary>
    public static decimal WithDecimals(decimal value, int decimals) =>
        decimal.Round(value, decimals, MidpointRounding.AwayFromZero) + new decimal(0, 0, 0, isNegative: false, (byte)decimals);

    private decimal Rounded(decimal value) => decimal.Round(value, Decimals, MidpointRounding.AwayFromZero);
}
