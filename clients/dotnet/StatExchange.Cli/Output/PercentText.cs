using System.Globalization;

namespace StatExchange.Cli;

/// <summary>Changes in percent as people read them.</summary>
internal static class PercentText
{
    private const string SignedFormat = "+0.0##;-0.0##;0.0";
    private const string Format = "0.0##";

    /// <summary>A change with its sign, rounded to three decimals; empty when there is none to tell.</summary>
    public static string Of(decimal? percent) => percent?.ToString(SignedFormat, CultureInfo.InvariantCulture) ?? "";

    /// <summary>The size of a change; empty when nothing changed.</summary>
    public static string OfSize(double percent) => percent > 0 ? percent.ToString(Format, CultureInfo.InvariantCulture) : "";
}
