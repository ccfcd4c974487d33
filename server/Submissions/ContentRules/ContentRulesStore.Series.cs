using StatExchange.Server.Database.Figures;
using StatExchange.V1;

namespace StatExchange.Server.Submissions.ContentRules;

/// <content>The series that are judged, and those that they are judged against.</content>
internal static partial class ContentRulesStore
{
    private static string Delete => $"{(int)SeriesAction.Delete}";

    // A place is the number of a piece and the position in it, from 1, in one number: in the order of the upload, and small.
    private const string PlacePiece = "(place >> 32)::int";
    private const string PlacePosition = "(place & 4294967295)::int";

    private static string CollectPieces =>
        $"""
        CREATE TEMPORARY TABLE checked_piece ON COMMIT DROP AS
        SELECT row_number() OVER (ORDER BY batch, position)::int AS piece, ref_area, series_id, batch, position, sums
        FROM staged_series WHERE submission_id = @SubmissionId AND series_id IS NOT NULL AND action <> {Delete}
        """;

    // Beside the series that are staged, the provider's other ones of the same area and frequency with figures: of the same
    // indicator, which may be their totals and details, and of those that a rule compares it with. A series is composite when it
    // comes in several pieces, is summed from rows (in which a period may repeat), or is deleted in between.
    private static string CollectSeries =>
        $"""
        CREATE TEMPORARY TABLE checked_series ON COMMIT DROP AS
        SELECT k.series_id, true AS staged, s.pieces > 1 OR s.sums AS composite, {KeyColumns}
        FROM (SELECT ref_area, series_id, count(*) AS pieces, bool_or(sums) AS sums FROM checked_piece GROUP BY ref_area, series_id) s
        JOIN series k USING (ref_area, series_id);
        ANALYZE checked_series;

        CREATE TEMPORARY TABLE checked_group ON COMMIT DROP AS
        WITH related AS (
            SELECT a.indicator AS staged, b.indicator FROM content_relation a JOIN content_relation b USING (rule_id)
            UNION
            SELECT indicator, indicator FROM checked_series
        )
        SELECT DISTINCT s.ref_area, s.data_provider, s.freq, r.indicator
        FROM (SELECT DISTINCT ref_area, data_provider, freq, indicator FROM checked_series) s JOIN related r ON r.staged = s.indicator;
        ANALYZE checked_group;

        INSERT INTO checked_series (series_id, staged, composite, {KeyColumns})
        SELECT k.series_id, false, false, {string.Join(", ", SeriesTable.KeyColumns.Select(column => $"k.{column}"))}
        FROM checked_group g
        JOIN series k ON k.indicator = g.indicator AND k.ref_area = g.ref_area AND k.data_provider = g.data_provider AND k.freq = g.freq
        JOIN series_current c ON c.ref_area = k.ref_area AND c.series_id = k.series_id
        WHERE NOT EXISTS (SELECT 1 FROM checked_series s WHERE s.series_id = k.series_id);
        ANALYZE checked_series
        """;

    // What the submission deletes; a period of NULL is all of the series.
    private static string CollectDeletions =>
        $"""
        CREATE TEMPORARY TABLE checked_deletion ON COMMIT DROP AS
        SELECT d.series_id, d.batch, d.position, o.period
        FROM staged_series d LEFT JOIN LATERAL unnest(d.periods) o (period) ON true
        WHERE d.submission_id = @SubmissionId AND d.action = {Delete} AND d.series_id IS NOT NULL
        UNION ALL
        SELECT k.series_id, w.batch, w.position, o.period
        FROM staged_series w
        JOIN checked_series k ON {SubmissionsStore.WildcardMatches}
        LEFT JOIN LATERAL unnest(w.periods) o (period) ON true
        WHERE w.submission_id = @SubmissionId AND w.action = {Delete} AND w.series_id IS NULL;
        UPDATE checked_series s SET composite = true
        WHERE s.staged AND NOT s.composite AND EXISTS (SELECT 1 FROM checked_deletion d WHERE d.series_id = s.series_id)
        """;
}
