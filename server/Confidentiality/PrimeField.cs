namespace StatExchange.Server.Confidentiality;

/// <summary>
/// Exact arithmetic for elimination: whole numbers modulo a prime so large that no number made of the small ones in our equations
/// is a multiple of it by chance.
/// </summary>
internal static class PrimeField
{
    private const ulong Prime = (1UL << 61) - 1;
    private const int LargestDenominator = 64;
    private const ulong LargestNumerator = 1UL << 40;

    /// <summary>A small whole number as an element.</summary>
    public static ulong Of(int number) => number >= 0 ? (ulong)number : Prime - (ulong)-(long)number;

    /// <summary>The difference.</summary>
    public static ulong Subtract(ulong left, ulong right) => left >= right ? left - right : left + Prime - right;

    /// <summary>The product.</summary>
    public static ulong Multiply(ulong left, ulong right) => (ulong)((UInt128)left * right % Prime);

    /// <summary>The element that gives 1 in the product with this one.</summary>
    public static ulong Invert(ulong element)
    {
        var (result, power) = (1UL, element);
        for (var exponent = Prime - 2; exponent > 0; exponent >>= 1)
        {
            if ((exponent & 1) == 1)
                result = Multiply(result, power);
            power = Multiply(power, power);
        }

        return result;
    }

    /// <summary>The fraction that an element stands for; null when it is none of small numbers.</summary>
    public static double? ToFraction(ulong element)
    {
        for (var denominator = 1; denominator <= LargestDenominator; denominator++)
        {
            var numerator = Multiply(element, (ulong)denominator);
            if (numerator < LargestNumerator)
                return (double)numerator / denominator;
            if (Prime - numerator < LargestNumerator)
                return -(double)(Prime - numerator) / denominator;
        }

        return null;
    }
}
