namespace StatExchange.Server.Submissions.ContentRules;

/// <content>RATE_RELATION: a rate is what its numerator and denominator make it.</content>
internal static partial class ContentRulesStore
{
    private static string RateRelation =>
        $"""
        WITH compared AS (
            SELECT p.rule_id, p.leading_series, f.period, {Member("rate")} AS rate, {Member("numerator")} AS numerator,
                   {Member("denominator")} AS denominator, coalesce(min(f.place) FILTER (WHERE p.role = 'rate'), min(f.place)) AS place
            FROM checked_relation p JOIN checked_figure f USING (series_id)
            WHERE f.value IS NOT NULL AND p.role IN ('rate', 'numerator', 'denominator')
            GROUP BY p.rule_id, p.leading_series, f.period
            HAVING count(*) = max(p.members) AND min(f.place) IS NOT NULL
        )
        SELECT r.rule_id, r.severity, p.place, p.period, 'OBS_VALUE', {Text("p.rate")}, e.expected::text,
               {Facts(
                   ("rate", "r.parameters->>'rate'"), ("numerator", "r.parameters->>'numerator'"), ("denominator", "r.parameters->>'denominator'"),
                   ("factor", "r.factor"), ("numerator_value", Text("p.numerator")), ("denominator_value", Text("p.denominator")))}
        FROM compared p
        JOIN content_rule r USING (rule_id)
        CROSS JOIN LATERAL (SELECT r.factor * p.numerator / nullif(p.denominator, 0) AS exact) x
        CROSS JOIN LATERAL (SELECT round(x.exact, 2) AS expected) e
        WHERE abs(p.rate - x.exact) > greatest(coalesce(r.tolerance, 0) * abs(x.exact), coalesce(r.absolute_tolerance, 0))
        """;

    private static string Member(string role) => $"max(f.value * p.unit) FILTER (WHERE p.role = '{role}')";
}
