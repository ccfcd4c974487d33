using System.Text.RegularExpressions;

namespace StatExchange.Server.Catalogue.Derived;

/// <summary>Puts the formulas of derived indicators in the places where other formulas name them.</summary>
internal sealed partial class FormulaExpansion(IEnumerable<KeyValuePair<string, string>> formulas)
{
    private readonly Dictionary<string, string> _formulas = formulas.GroupBy(formula => formula.Key, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.First().Value, StringComparer.Ordinal);

    /// <summary>The formula of a derived indicator by indicators that are reported.</summary>
    /// <returns>The text; null when it comes back to itself, with the circle.</returns>
    public (string? Text, string Circle) Expand(string code) => Expand(code, []);

    private (string? Text, string Circle) Expand(string code, IReadOnlyList<string> path)
    {
        if (path.Contains(code))
            return (null, string.Join(" → ", path.SkipWhile(step => step != code).Append(code)));
        var circle = string.Empty;
        var text = Term().Replace(_formulas[code], match =>
        {
            var term = match.Groups["term"].Value;
            if (!_formulas.ContainsKey(term))
                return match.Value;
            var (inner, found) = Expand(term, [.. path, code]);
            circle = found.Length > 0 ? found : circle;
            return $"({inner})";
        });
        return circle.Length > 0 ? (null, circle) : (text, string.Empty);
    }

    [GeneratedRegex(@"\[(?<term>[^\]]*)\]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Term();
}
