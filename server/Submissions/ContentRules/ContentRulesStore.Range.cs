namespace StatExchange.Server.Submissions.ContentRules;

/// <content>RANGE: values between two bounds.</content>
internal static partial class ContentRulesStore
{
    private static string Range =>
        $"""
        SELECT r.rule_id, r.severity, f.place, f.period, 'OBS_VALUE', f.value::text,
               concat_ws(', ', '≥ ' || r.min, '≤ ' || r.max), {Facts(("min", "r.min"), ("max", "r.max"))}
        FROM checked_figure f
        JOIN checked_series s USING (series_id)
        {RulesOf("RANGE", "s")}
        WHERE f.place IS NOT NULL AND (f.value < r.min OR f.value > r.max)
        """;
}
