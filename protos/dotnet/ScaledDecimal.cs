using System.Globalization;

namespace StatExchange.V1;

/// <summary>Exact decimals as they travel: a scaled 64-bit integer and the number of decimals of its series.</summary>
public static class ScaledDecimal
{
    private static readonly long[] PowersOfTen = CreatePowers();

    /// <summary>The value with its decimals: 24602 with 1 decimal is 2460.2, and 24070 with 1 is 2407.0.</summary>
    /// <param name="scaled">The value times 10^decimals.</param>
    /// <param name="decimals">Number of decimals, 0 to 15.</param>
    public static decimal ToDecimal(long scaled, int decimals)
    {
        var magnitude = scaled < 0 ? (ulong)-(scaled + 1) + 1 : (ulong)scaled;
        return new decimal((int)(uint)magnitude, (int)(uint)(magnitude >> 32), 0, scaled < 0, (byte)decimals);
    }

    /// <summary>The value times 10^decimals.</summary>
    /// <param name="value">The value.</param>
    /// <param name="decimals">Number of decimals, 0 to 15.</param>
    /// <param name="scaled">The scaled value.</param>
    /// <returns>Whether the value can be held exactly: no decimals are lost and it fits 64 bits.</returns>
    public static bool TryScale(decimal value, int decimals, out long scaled)
    {
        scaled = 0;
        if (decimals is < 0 or > DataStructureDefinition.MaxDecimals || decimal.Abs(value) > (decimal)long.MaxValue / PowersOfTen[decimals])
            return false;
        var product = value * PowersOfTen[decimals];
        if (decimal.Truncate(product) != product)
            return false;
        scaled = (long)product;
        return true;
    }

    /// <summary>The scaled value as text with exactly its decimals and a point, "2407.0".</summary>
    public static string Format(long scaled, int decimals) => ToDecimal(scaled, decimals).ToString(CultureInfo.InvariantCulture);

    private static long[] CreatePowers()
    {
        var powers = new long[DataStructureDefinition.MaxDecimals + 1];
        powers[0] = 1;
        for (var i = 1; i < powers.Length; i++)
            powers[i] = powers[i - 1] * 10;
        return powers;
    }
}
