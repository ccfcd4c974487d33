namespace StatExchange.Server.Submissions.ContentRules;

/// <content>Which series belong together: relations of indicators, and totals with their details.</content>
internal static partial class ContentRulesStore
{
    private const string CreateFindings =
        """
        CREATE TEMPORARY TABLE content_finding (
            rule_id text, severity smallint, place bigint, period int, concept text, value text, expected text, facts jsonb,
            reference text, key jsonb) ON COMMIT DROP
        """;

    // Tables of their own, because a planner without their numbers takes a few rows for granted and searches all figures for each.
    private static string CollectRelations =>
        $"""
        CREATE TEMPORARY TABLE checked_related ON COMMIT DROP AS
        SELECT s.series_id, s.indicator, s.ref_area, s.data_provider, s.freq, {Breakdown("s")} AS breakdown
        FROM checked_series s
        WHERE s.indicator IN (SELECT indicator FROM content_relation WHERE rule_id IN (
            SELECT rule_id FROM content_relation WHERE indicator IN (SELECT indicator FROM checked_series)
            GROUP BY rule_id, members HAVING count(*) = members));
        ALTER TABLE checked_related ALTER breakdown SET STATISTICS 0;
        ANALYZE checked_related;

        CREATE TEMPORARY TABLE checked_relation ON COMMIT DROP AS
        SELECT r.rule_id, l.series_id AS leading_series, o.series_id, m.role, m.factor, m.unit, m.members
        FROM content_relation r
        JOIN checked_related l ON l.indicator = r.indicator
        JOIN content_relation m ON m.rule_id = r.rule_id
        JOIN checked_related o ON o.indicator = m.indicator AND o.ref_area = l.ref_area AND o.data_provider = l.data_provider AND o.freq = l.freq
            AND o.breakdown = l.breakdown
        WHERE r.leads;
        ANALYZE checked_relation
        """;

    // By the whole key in one column: joined column by column, the planner expects next to nothing and searches all series for each.
    // The statistics of arrays would cost more than the join.
    private static string CollectDetails =>
        $"""
        CREATE TEMPORARY TABLE checked_key ON COMMIT DROP AS
        SELECT s.series_id, ARRAY[{KeyColumns}] AS key
        FROM checked_series s
        WHERE (s.indicator, s.freq) IN (SELECT indicator, freq FROM content_rule_scope WHERE kind = 'TOTAL_OF_DETAILS' AND aggregation = 'SUM');
        ALTER TABLE checked_key ALTER key SET STATISTICS 0;
        ANALYZE checked_key;

        CREATE TEMPORARY TABLE checked_detail ON COMMIT DROP AS
        WITH part AS MATERIALIZED ({Parents}),
        dimension (dimension, place) AS (
            VALUES {string.Join(", ", Breakdowns.Select(dimension => $"('{dimension.Id}', {dimension.Position + 1})"))}
        ),
        judged AS (SELECT DISTINCT unnest({Names("dimensions")}) AS dimension FROM content_rule_scope r WHERE r.kind = 'TOTAL_OF_DETAILS'),
        detail AS MATERIALIZED (
            SELECT d.series_id, n.dimension, p.total_code, p.residual, CASE WHEN p.codelist <> 'CL_AREA' THEN p.parts END AS parts,
                   d.key[1 : n.place - 1] || p.total || d.key[n.place + 1 :] AS total_key
            FROM checked_key d
            CROSS JOIN LATERAL unnest(d.key) WITH ORDINALITY o (code, place)
            JOIN part p ON p.detail = o.code
            JOIN dimension n ON n.place = o.place
            JOIN judged USING (dimension)
        )
        SELECT d.series_id, d.dimension, d.total_code, d.residual, d.parts, t.series_id AS total_series
        FROM detail d JOIN checked_key t ON t.key = d.total_key;
        ANALYZE checked_detail
        """;

    // Areas have no parent, because membership of groups changes: the details of their total are countries, not groups.
    private const string Parents =
        """
        SELECT c.codelist, c.id AS detail, p.id AS total, p.code AS total_code, starts_with(c.code, '_') AS residual,
               count(*) FILTER (WHERE NOT starts_with(c.code, '_')) OVER (PARTITION BY p.id) AS parts
        FROM code c
        JOIN code p ON p.codelist = c.codelist AND p.code = CASE
            WHEN c.codelist <> 'CL_AREA' THEN c.parent
            WHEN c.code NOT IN ('_T', '_Z') AND c.code NOT IN (SELECT area_group FROM area_group_member) THEN '_T' END
        """;
}
