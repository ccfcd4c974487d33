using StatExchange.V1;

namespace StatExchange.Server.Submissions.ContentRules;

/// <content>What was found: written, and left out when errors are handled so.</content>
internal static partial class ContentRulesStore
{
    private static string KeyAsJson => SubmissionsStore.KeyAsJson;

    // In the order of the office's file; what is about no row of it comes last.
    private static string WriteFindings =>
        $"""
        INSERT INTO finding (submission_id, number, rule, severity, batch, row, key, period, period_ordinal, concept, value, expected, rule_id, facts,
                             ref_area, series_id, sheet, value_column)
        SELECT @SubmissionId, @LastNumber + row_number() OVER (ORDER BY f.place IS NULL, s.batch, row, f.place, f.rule_id, f.expected, f.value),
               {(int)FindingRule.Content}, f.severity, coalesce(s.batch, 0), row, coalesce(f.key, jsonb_build_object({KeyAsJson})),
               f.reference, f.period, f.concept, coalesce(f.value, ''), coalesce(f.expected, ''), f.rule_id, f.facts,
               k.ref_area, k.series_id, s.sheet, s.value_columns[{PlacePosition}]
        FROM content_finding f
        LEFT JOIN checked_piece p ON p.piece = {PlacePiece}
        LEFT JOIN staged_series s ON s.submission_id = @SubmissionId AND s.ref_area = p.ref_area AND s.series_id = p.series_id
            AND s.batch = p.batch AND s.position = p.position
        LEFT JOIN series k ON k.ref_area = p.ref_area AND k.series_id = p.series_id
        CROSS JOIN LATERAL (SELECT coalesce(s.rows[{PlacePosition}], 0) AS row) r
        """;

    // What an error leaves out is not published: nobody has to say why it is unusual.
    private static string DropRemarksOnLeftOut =>
        $"""
        DELETE FROM content_finding f
        USING checked_piece p, (
            SELECT q.series_id, e.period FROM content_finding e JOIN checked_piece q ON q.piece = {PlacePiece.Replace("f.", "e.", StringComparison.Ordinal)}
            WHERE e.severity = {(int)FindingSeverity.Error}
        ) wrong
        WHERE p.piece = {PlacePiece} AND f.severity <> {(int)FindingSeverity.Error} AND wrong.series_id = p.series_id AND wrong.period = f.period
        """;

    // A figure that is a sum is left out with all that was summed.
    private static string LeaveOut =>
        $"""
        WITH wrong AS (
            SELECT DISTINCT p.ref_area, p.series_id, p.batch, p.position, {PlacePosition} AS n, f.period
            FROM content_finding f JOIN checked_piece p ON p.piece = {PlacePiece}
            WHERE f.severity = {(int)FindingSeverity.Error}
        ),
        place AS (
            SELECT DISTINCT s.ref_area, s.series_id, s.batch, s.position, o.n::int AS n
            FROM wrong w
            JOIN staged_series s ON s.submission_id = @SubmissionId AND s.ref_area = w.ref_area AND s.series_id = w.series_id
            CROSS JOIN LATERAL unnest(s.periods) WITH ORDINALITY o (period, n)
            WHERE (s.batch, s.position, o.n) = (w.batch, w.position, w.n) OR (s.sums AND o.period = w.period)
        ),
        piece AS (
            SELECT ref_area, series_id, batch, position, array_agg(n) AS positions FROM place GROUP BY ref_area, series_id, batch, position
        ),
        changed AS (
            UPDATE staged_series s
            SET left_out = (SELECT array_agg(DISTINCT n ORDER BY n) FROM unnest(s.left_out || p.positions) n)
            FROM piece p
            WHERE s.submission_id = @SubmissionId AND s.ref_area = p.ref_area AND s.series_id = p.series_id
              AND s.batch = p.batch AND s.position = p.position
            RETURNING 1
        )
        UPDATE submission
        SET left_out = left_out + (
            SELECT count(*) FROM place JOIN staged_series s USING (ref_area, series_id, batch, position)
            WHERE s.submission_id = @SubmissionId AND (s.left_out IS NULL OR place.n <> ALL(s.left_out)))
        WHERE submission_id = @SubmissionId
        """;
}
