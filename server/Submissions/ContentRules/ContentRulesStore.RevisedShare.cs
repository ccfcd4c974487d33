namespace StatExchange.Server.Submissions.ContentRules;

/// <content>REVISED_SHARE: not too many of an indicator's published observations change.</content>
internal static partial class ContentRulesStore
{
    private static string RevisedShare =>
        $"""
        WITH counted AS (
            SELECT s.ref_area, s.indicator, s.freq, count(f.previous) AS published,
                   count(*) FILTER (WHERE f.previous IS NOT NULL AND {Changed}) AS revised,
                   min(f.place) FILTER (WHERE f.previous IS NOT NULL AND {Changed}) AS place
            FROM checked_figure f JOIN checked_series s USING (series_id)
            WHERE s.staged
            GROUP BY s.ref_area, s.indicator, s.freq
        )
        SELECT r.rule_id, r.severity, n.place, NULL::int, 'INDICATOR', n.revised::text, '',
               {Facts(
                   ("indicator", "i.code"), ("revised", "n.revised"), ("published", "n.published"),
                   ("share_percent", Percent("n.revised::numeric / n.published")), ("limit_percent", Percent("r.maximum_share")))}
        FROM counted n
        {RulesOf("REVISED_SHARE", "n")}
        JOIN code i ON i.id = n.indicator
        WHERE n.published >= r.minimum_count AND n.revised > r.maximum_share * n.published
        """;
}
