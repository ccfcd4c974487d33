using System.Globalization;
using System.Text.RegularExpressions;

namespace StatExchange.Server.Queries.Aggregates;

/// <summary>The completed years of a code of CL_AGE, which is built as SDMX's guideline says: Y15T24, Y_LT15, Y_GE65, Y5.</summary>
internal static partial class AgeRange
{
    /// <summary>Whether two different codes are ages and have years in common.</summary>
    public static bool Overlap(string left, string right) =>
        left != right && Read(left) is { } one && Read(right) is { } other && one.First <= other.Last && other.First <= one.Last;

    private static (int First, int Last)? Read(string code)
    {
        var match = Code().Match(code);
        if (!match.Success)
            return null;
        var years = match.Groups.Values.Skip(1).Where(group => group.Success).Select(group => int.Parse(group.Value, CultureInfo.InvariantCulture)).ToArray();
        return match.Groups["below"].Success ? (0, years[0] - 1) : match.Groups["from"].Success ? (years[0], int.MaxValue) : (years[0], years[^1]);
    }

    [GeneratedRegex(@"^Y(?:_LT(?<below>\d+)|_GE(?<from>\d+)|(?<first>\d+)(?:T(?<last>\d+))?)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Code();
}
