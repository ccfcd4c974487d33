using StatExchange.V1;

namespace StatExchange.Server.Submissions;

/// <content>What is kept of where published figures come from, and why they are right though a rule warned of them.</content>
internal sealed partial class SubmissionsStore
{
    private static readonly string KeepOriginsOfPublic = KeepOrigins(PublicFigures);
    private static readonly string KeepJustificationsOfPublic = KeepJustifications(PublicFigures);

    // Where the figures that this release made come from: all of a new series, and of others what the history says has changed. What
    // was sent without rows and without a mapping came from no file.
    private static string KeepOrigins((string Current, string History) figures) =>
        $"""
        WITH deletion AS (
            SELECT ref_area, series_id, batch, position, periods FROM staged_series
            WHERE submission_id = @submissionId AND series_id IS NOT NULL AND action = {(int)SeriesAction.Delete}
            UNION ALL
            SELECT k.ref_area, k.series_id, w.batch, w.position, w.periods
            FROM staged_series w JOIN series k ON {WildcardMatches}
            WHERE w.submission_id = @submissionId AND w.series_id IS NULL
        ),
        piece AS (
            SELECT s.*, c.first_release_id = @ReleaseId AS is_new FROM staged_series s JOIN series_current c USING (ref_area, series_id)
            WHERE s.submission_id = @submissionId AND s.action <> {(int)SeriesAction.Delete} AND (s.rows IS NOT NULL OR s.sent IS NOT NULL)
        )
        INSERT INTO figure_origin (ref_area, series_id, release_id, batch, position, sheet, sent, periods, rows, value_columns)
        SELECT ref_area, series_id, @ReleaseId, batch, position, sheet, sent, periods, rows, value_columns
        FROM piece p
        WHERE is_new AND left_out IS NULL AND NOT sums
          AND NOT EXISTS (SELECT 1 FROM deletion d WHERE d.ref_area = p.ref_area AND d.series_id = p.series_id)
        UNION ALL
        SELECT ref_area, series_id, @ReleaseId, (min(place))[1], (min(place))[2], sheet, sent, array_agg(period ORDER BY place, n),
               CASE WHEN count(row) > 0 THEN array_agg(row ORDER BY place, n) END,
               CASE WHEN count(value_column) > 0 THEN array_agg(value_column ORDER BY place, n) END
        FROM (
            SELECT s.ref_area, s.series_id, s.sheet, s.sent, ARRAY[s.batch, s.position] AS place, o.n, o.period, s.rows[o.n] AS row,
                   s.value_columns[o.n] AS value_column
            FROM piece s
            LEFT JOIN {figures.History} h ON h.ref_area = s.ref_area AND h.series_id = s.series_id AND h.release_id = @ReleaseId,
                 unnest(s.periods) WITH ORDINALITY o (period, n)
            WHERE (NOT s.is_new OR s.left_out IS NOT NULL OR s.sums
                   OR EXISTS (SELECT 1 FROM deletion d WHERE d.ref_area = s.ref_area AND d.series_id = s.series_id))
              AND (s.is_new OR o.period = ANY(h.periods))
              AND (s.left_out IS NULL OR NOT o.n = ANY(s.left_out))
              AND NOT EXISTS (
                SELECT 1 FROM deletion d
                WHERE d.ref_area = s.ref_area AND d.series_id = s.series_id AND (d.batch, d.position) > (s.batch, s.position)
                  AND (cardinality(d.periods) = 0 OR o.period = ANY(d.periods)))
        ) stated
        GROUP BY ref_area, series_id, sheet, sent
        """;

    // Then those of figures whose value this release left as it was, though it changed what is said beside it: they are still right.
    private static string KeepJustifications((string Current, string History) figures) =>
        $"""
        INSERT INTO figure_justification (ref_area, series_id, release_id, period, rule_id, text, author, justified_at)
        SELECT f.ref_area, f.series_id, @ReleaseId, f.period_ordinal, f.rule_id, f.justification, f.author, f.justified_at
        FROM finding f WHERE f.submission_id = @submissionId AND f.justification IS NOT NULL AND f.series_id IS NOT NULL;

        INSERT INTO figure_justification (ref_area, series_id, release_id, period, rule_id, text, author, justified_at)
        SELECT j.ref_area, j.series_id, @ReleaseId, j.period, j.rule_id, j.text, j.author, j.justified_at
        FROM (SELECT DISTINCT ref_area, series_id FROM staged_series WHERE submission_id = @submissionId) s
        JOIN figure_justification j USING (ref_area, series_id)
        JOIN {figures.History} h ON h.ref_area = j.ref_area AND h.series_id = j.series_id AND h.release_id = @ReleaseId
        JOIN {figures.Current} c ON c.ref_area = j.ref_area AND c.series_id = j.series_id
        WHERE j.release_id < @ReleaseId AND j.period = ANY(h.periods)
          AND h."values"[array_position(h.periods, j.period)] * ('1e-' || h.decimals)::numeric
              = c."values"[array_position(c.periods, j.period)] * ('1e-' || c.decimals)::numeric
          AND NOT EXISTS (
            SELECT 1 FROM {figures.History} later
            WHERE later.ref_area = j.ref_area AND later.series_id = j.series_id AND later.release_id > j.release_id
              AND later.release_id < @ReleaseId AND j.period = ANY(later.periods))
        """;
}
