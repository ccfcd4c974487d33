namespace StatExchange.Server.Submissions.ContentRules;

/// <content>MIRROR_DIFFERENCE: two states say about the same of the migration between them.</content>
internal static partial class ContentRulesStore
{
    private static string OtherTotals => string.Join(
        " AND ", Breakdowns.Where(dimension => dimension.Id != "COUNTERPART_AREA").Select(dimension => IsTotal("{0}", dimension)));

    // First which other providers there are at all: the index of keys finds a series by its provider.
    private static string CollectMirrors =>
        $"""
        CREATE TEMPORARY TABLE checked_mirror ON COMMIT DROP AS
        WITH wanted AS MATERIALIZED (
            SELECT s.series_id, s.ref_area, s.counterpart_area, s.data_provider, s.freq, x.id AS mirror
            FROM checked_series s
            JOIN code i ON i.id = s.indicator
            JOIN indicator d ON d.code = i.code
            JOIN code x ON x.codelist = 'CL_INDICATOR' AND x.code = d.mirror_indicator
            JOIN code a ON a.id = s.counterpart_area
            WHERE s.staged AND NOT starts_with(a.code, '_') AND a.code NOT IN (SELECT area_group FROM area_group_member)
              AND (s.indicator, s.freq) IN (SELECT indicator, freq FROM content_rule_scope WHERE kind = 'MIRROR_DIFFERENCE')
              AND {OtherTotals.Replace("{0}", "s", StringComparison.Ordinal)}
        ),
        other AS MATERIALIZED (
            SELECT DISTINCT m.indicator, m.ref_area, m.data_provider
            FROM (SELECT DISTINCT mirror, counterpart_area, data_provider FROM wanted) w
            JOIN series m ON m.indicator = w.mirror AND m.ref_area = w.counterpart_area AND m.data_provider <> w.data_provider
        )
        SELECT w.series_id, m.ref_area AS mirror_area, m.series_id AS mirror_series, c.code AS mirror_provider
        FROM wanted w
        JOIN other o ON o.indicator = w.mirror AND o.ref_area = w.counterpart_area AND o.data_provider <> w.data_provider
        JOIN series m ON m.indicator = o.indicator AND m.ref_area = o.ref_area AND m.data_provider = o.data_provider
            AND m.counterpart_area = w.ref_area AND m.freq = w.freq
        JOIN code c ON c.id = m.data_provider
        WHERE {OtherTotals.Replace("{0}", "m", StringComparison.Ordinal)};
        ANALYZE checked_mirror
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
