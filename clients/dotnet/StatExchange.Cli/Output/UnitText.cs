namespace StatExchange.Cli;

/// <summary>Units as people read them.</summary>
internal static class UnitText
{
    public static string Of(string unit, int multiplier) => multiplier switch
    {
        0 => unit,
        3 => $"{unit}, thousands",
        6 => $"{unit}, millions",
        9 => $"{unit}, billions",
        _ => $"{unit} × 10^{multiplier}",
    };
}
