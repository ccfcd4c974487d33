namespace StatExchange.Server.Submissions.ContentRules;

/// <content>REVISION_SIZE: a published value does not change by too much.</content>
internal static partial class ContentRulesStore
{
    private static string RevisionSize =>
        $"""
        SELECT r.rule_id, r.severity, f.place, f.period, 'OBS_VALUE', f.value::text, f.previous::text,
               {Facts(
                   ("previous", "f.previous"), ("difference", "f.value - f.previous"),
                   ("difference_percent", Percent("(f.value - f.previous) / nullif(abs(f.previous), 0)")))}
        FROM checked_figure f
        JOIN checked_series s USING (series_id)
        {RulesOf("REVISION_SIZE", "s")}
        WHERE {Changed} AND abs(f.value - f.previous) >= r.minimum_difference AND abs(f.value - f.previous) > r.maximum_share * abs(f.previous)
        """;
}
