namespace StatExchange.Server.Submissions.ContentRules;

/// <content>MIRROR_DIFFERENCE: two states say about the same of the migration between them.</content>
internal static partial class ContentRulesStore
{
    private static string OtherTotals => string.Join(
        " AND ", Breakdowns.Where(dimension => dimension.Id != "COUNTERPART_AREA").Select(dimension => IsTotal("{0}", dimension)));

    private static string Mirrors =>
        $"""
        SELECT s.series_id, m.ref_area AS mirror_area, m.series_id AS mirror_series, o.code AS mirror_provider
        FROM checked_series s
        JOIN code i ON i.id = s.indicator
        JOIN indicator d ON d.code = i.code
        JOIN code x ON x.codelist = 'CL_INDICATOR' AND x.code = d.mirror_indicator
        JOIN code a ON a.id = s.counterpart_area
        JOIN series m ON m.indicator = x.id AND m.ref_area = s.counterpart_area AND m.counterpart_area = s.ref_area AND m.freq = s.freq
            AND m.data_provider <> s.data_provider
        JOIN code o ON o.id = m.data_provider
        WHERE s.staged AND NOT starts_with(a.code, '_') AND a.code NOT IN (SELECT area_group FROM area_group_member)
          AND (s.indicator, s.freq) IN (SELECT indicator, freq FROM content_rule_scope WHERE kind = 'MIRROR_DIFFERENCE')
          AND {OtherTotals.Replace("{0}", "s", StringComparison.Ordinal)} AND {OtherTotals.Replace("{0}", "m", StringComparison.Ordinal)}
        """;

    private static string MirrorDifference =>
        $"""
        WITH mirror AS (
            SELECT m.series_id, m.mirror_provider, o.period, {Value("o.value", "c.decimals")} AS value
            FROM checked_mirror m
            JOIN series_current c ON c.ref_area = m.mirror_area AND c.series_id = m.mirror_series
            CROSS JOIN LATERAL unnest(c.periods, c."values") o (period, value)
        )
        SELECT r.rule_id, r.severity, f.place, f.period, 'OBS_VALUE', f.value::text, m.value::text,
               {Facts(
                   ("mirror_value", "m.value"), ("mirror_provider", "m.mirror_provider"),
                   ("difference_percent", Percent("abs(f.value - m.value) / greatest(abs(f.value), abs(m.value))")))}
        FROM mirror m
        JOIN checked_figure f USING (series_id, period)
        JOIN checked_series s ON s.series_id = f.series_id
        {RulesOf("MIRROR_DIFFERENCE", "s")}
        WHERE f.place IS NOT NULL AND abs(f.value - m.value) >= r.minimum_difference
          AND abs(f.value - m.value) > r.maximum_share * greatest(abs(f.value), abs(m.value))
        """;
}
