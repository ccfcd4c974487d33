using System.Text;
using System.Text.RegularExpressions;

namespace StatExchange.FunctionalTests.Confidentiality;

/// <summary>Makes of a query the same without any predicate: every WHERE, ON, USING and LIMIT forgotten, every parameter something.</summary>
internal static partial class Predicates
{
    private static readonly HashSet<string> Ends = new(StringComparer.OrdinalIgnoreCase)
    {
        "JOIN", "LEFT", "CROSS", "INNER", "FULL", "WHERE", "ORDER", "GROUP", "HAVING", "LIMIT", "UNION", "WINDOW", "ON", "FOR",
    };

    /// <summary>Forgets them.</summary>
    public static string Forget(string sql)
    {
        var text = new StringBuilder();

        // What is to be one value stays one, or the database would answer nothing at all.
        var single = SingleValue().Replace(sql, match => $"(SELECT min({match.Groups["column"].Value}) FROM ");
        var tokens = Token().Matches(single).Select(match => match.Value).ToList();
        for (var i = 0; i < tokens.Count; i++)
        {
            var keyword = tokens[i].ToUpperInvariant();
            if (keyword is not ("WHERE" or "ON" or "LIMIT") || (keyword == "ON" && IsDistinct(tokens, i)))
            {
                text.Append(tokens[i]);
                continue;
            }

            if (keyword != "LIMIT")
                text.Append(keyword).Append(" true ");
            var depth = 0;
            while (i + 1 < tokens.Count && !(depth == 0 && (Ends.Contains(tokens[i + 1]) || tokens[i + 1] is ")" or ",")))
            {
                i++;
                depth += tokens[i] == "(" ? 1 : tokens[i] == ")" ? -1 : 0;
            }

            text.Append('\n');
        }

        var forgotten = UsingClause().Replace(text.ToString(), " ON true ");
        forgotten = TypedParameter().Replace(forgotten, match => $"ARRAY[1]::{match.Groups["type"].Value}[]");
        return UntypedParameter().Replace(forgotten, "NULL");
    }

    // DISTINCT ON says which rows are one, and is no predicate.
    private static bool IsDistinct(List<string> tokens, int on) =>
        tokens[..on].FindLast(token => !string.IsNullOrWhiteSpace(token))?.Equals("DISTINCT", StringComparison.OrdinalIgnoreCase) == true;

    [GeneratedRegex(@"(?<=[,(=]\s*)\(SELECT (?<column>[\w.]+) FROM ", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SingleValue();

    [GeneratedRegex(@"'[^']*'|\s+|\w+|.", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Token();

    [GeneratedRegex(@"\bUSING\s*\([^)]*\)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex UsingClause();

    [GeneratedRegex(@"[$@]\w+::(?<type>\w+)\[\]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TypedParameter();

    [GeneratedRegex(@"\$\d+|(?<!\w)@\w+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex UntypedParameter();
}
