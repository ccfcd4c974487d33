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

    /// <summary>A figure times 10^decimals.</summary>
    /// <exception cref="OverflowException">It does not fit even without decimals.</exception>
    public long Scaled(decimal value) => ScaledDecimal.TryScale(Rounded(value), Decimals, out var scaled)
        ? scaled
        : throw new OverflowException($"{value} does not fit into 64 bits.");

    private decimal Rounded(decimal value) => decimal.Round(value, Decimals, MidpointRounding.AwayFromZero);
}
