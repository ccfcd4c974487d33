using System.Globalization;
using StatExchange.V1;

namespace StatExchange.Server.Mappings;

/// <summary>Expresses figures in the catalogue's power of ten: thousands of persons as persons, exactly.</summary>
internal static class UnitConversion
{
    /// <summary>
    /// Converts a piece from the multiplier that it states. A value that does not fit afterwards becomes a raw cell, as any number
    /// that cannot be held exactly.
    /// </summary>
    public static void Apply(StagedSeries piece, int unitMult)
    {
        var series = piece.Series;
        if (!series.HasUnitMult || series.UnitMult == unitMult)
            return;
        var decimals = series.Decimals - (series.UnitMult - unitMult);

        // Fewer decimals than none: the values themselves grow.
        if (decimals is < -DataStructureDefinition.MaxDecimals or > DataStructureDefinition.MaxDecimals)
            return;
        series.UnitMult = unitMult;
        series.Decimals = Math.Max(0, decimals);
        if (decimals < 0)
            Multiply(piece, -decimals, value => $"{value.ToString(CultureInfo.InvariantCulture)}{new string('0', -decimals)}");
    }

    /// <summary>Gives a piece more decimals; its values stay what they are.</summary>
    public static void Raise(StagedSeries piece, int decimals)
    {
        if (decimals == 0 || piece.Series.Decimals + decimals > DataStructureDefinition.MaxDecimals)
            return;
        var before = piece.Series.Decimals;
        piece.Series.Decimals += decimals;
        Multiply(piece, decimals, value => ScaledDecimal.Format(value, before));
    }

    private static void Multiply(StagedSeries piece, int power, Func<long, string> describe)
    {
        var factor = 1L;
        for (var i = 0; i < power; i++)
            factor *= 10;
        var overflown = new SortedSet<int>(piece.Series.WithoutValue);
        for (var position = 0; position < piece.Series.Values.Count; position++)
        {
            var value = piece.Series.Values[position];
            if (Math.BigMul(value, factor) is var product && product >= long.MinValue && product <= long.MaxValue)
            {
                piece.Series.Values[position] = (long)product;
                continue;
            }

            piece.Series.Values[position] = 0;
            overflown.Add(position);
            piece.RawCells.Add(new RawCell { Position = position, Concept = "OBS_VALUE", Text = describe(value) });
        }

        piece.Series.WithoutValue.Clear();
        piece.Series.WithoutValue.AddRange(overflown);
    }
}
