namespace StatExchange.Server.Submissions.ContentRules;

/// <content>LINEAR_RELATION: an indicator is the sum of others, or at most that.</content>
internal static partial class ContentRulesStore
{
    private static string LinearRelation =>
        $"""
        WITH compared AS (
            SELECT p.rule_id, p.leading_series, f.period, max(f.value * p.unit) FILTER (WHERE p.role = 'result') AS result,
                   sum(f.value * p.factor * p.unit) FILTER (WHERE p.role = 'term') AS terms, max(abs(f.value * p.unit)) AS largest,
                   max(p.unit) FILTER (WHERE p.role = 'result') AS unit, count(*) AS figures,
                   coalesce(min(f.place) FILTER (WHERE p.role = 'result'), min(f.place)) AS place
            FROM checked_relation p JOIN checked_figure f USING (series_id)
            WHERE f.value IS NOT NULL AND p.role IN ('result', 'term')
            GROUP BY p.rule_id, p.leading_series, f.period
            HAVING count(*) = max(p.members) AND min(f.place) IS NOT NULL
        )
        SELECT r.rule_id, r.severity, p.place, p.period, 'OBS_VALUE', {Text("p.result / p.unit")}, {Text("p.terms / p.unit")},
               {Facts(
                   ("result", "r.parameters->>'result'"), ("terms", "replace(replace(r.parameters->>'terms', ',-', ' − '), ',', ' + ')"),
                   ("difference", Text("(p.result - p.terms) / p.unit")))}
        FROM compared p
        JOIN content_rule r USING (rule_id)
        JOIN checked_series s ON s.series_id = p.leading_series
        WHERE {OnlyTotals}
          AND CASE r.parameters->>'relation' WHEN '=' THEN abs(p.result - p.terms) ELSE p.result - p.terms END
              > greatest(coalesce(r.tolerance, 0) * p.largest, coalesce(r.absolute_tolerance, 0) * p.figures)
        """;

    private static string OnlyTotals => string.Join(" AND ", Breakdowns.Select(dimension =>
        $"(coalesce('{dimension.Id}' <> ALL({Names("only_totals")}), true) OR {IsTotal("s", dimension)})"));
}
