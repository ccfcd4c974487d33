using StatExchange.Server.Database.Figures;
using StatExchange.V1;

namespace StatExchange.Server.Submissions.ContentRules;

/// <content>Which series belong together: relations of indicators, totals and their details, mirrors; and what precedes a figure.</content>
internal static partial class ContentRulesStore
{
    // Tables of their own, because a planner without their numbers takes a few rows for granted and searches all figures for each.
    private static string CollectConnections =>
        $"""
        CREATE TEMPORARY TABLE content_finding (
            rule_id text, severity smallint, place bigint, period int, concept text, value text, expected text, facts jsonb,
            reference text, key jsonb) ON COMMIT DROP;

        CREATE TEMPORARY TABLE checked_relation ON COMMIT DROP AS
        WITH related AS (
            SELECT s.*, {Breakdown("s")} AS breakdown FROM checked_series s WHERE s.indicator IN (SELECT indicator FROM content_relation)
        )
        SELECT r.rule_id, l.series_id AS leading_series, o.series_id, m.role, m.factor, m.unit, m.members
        FROM content_relation r
        JOIN related l ON l.indicator = r.indicator
        JOIN content_relation m ON m.rule_id = r.rule_id
        JOIN related o ON o.indicator = m.indicator AND o.ref_area = l.ref_area AND o.data_provider = l.data_provider AND o.freq = l.freq
            AND o.breakdown = l.breakdown
        WHERE r.leads;
        ANALYZE checked_relation;

        CREATE TEMPORARY TABLE checked_detail ON COMMIT DROP AS
        WITH part AS MATERIALIZED ({Parents})
        {string.Join(" UNION ALL ", Breakdowns.Select(Details))};
        ANALYZE checked_detail;

        CREATE TEMPORARY TABLE checked_mirror ON COMMIT DROP AS
        {Mirrors};
        ANALYZE checked_mirror;

        {CollectPreceding}
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

    private static string Details(Dimension dimension) =>
        $"""
        SELECT '{dimension.Id}' AS dimension, t.series_id AS total_series, d.series_id, p.total_code, p.residual,
               CASE WHEN p.codelist <> 'CL_AREA' THEN p.parts END AS parts
        FROM checked_series d
        JOIN part p ON p.codelist = '{dimension.Codelist}' AND p.detail = d.{dimension.FieldName}
        JOIN checked_series t ON t.{dimension.FieldName} = p.total
            AND {string.Join(" AND ", SeriesTable.KeyColumns.Where(column => column != dimension.FieldName).Select(column => $"t.{column} = d.{column}"))}
        WHERE (d.indicator, d.freq) IN (SELECT r.indicator, r.freq FROM content_rule_scope r
            WHERE r.kind = 'TOTAL_OF_DETAILS' AND r.aggregation = 'SUM' AND '{dimension.Id}' = ANY({Names("dimensions")}))
        """;
}
