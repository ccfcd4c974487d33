using Dapper;
using Npgsql;

namespace StatExchange.Server.Database.Restricted;

/// <summary>Covers what quotes hidden observations: the cells they were sent in, and why they are right.</summary>
internal static class QuotationCover
{
    // A row on where figures come from may be about hidden and other observations: the hidden ones get a row of their own. What is
    // said of a whole series may be said of what is hidden in it.
    private const string Cover =
        """
        CREATE TEMPORARY TABLE covered ON COMMIT DROP AS
        SELECT o.ref_area, o.series_id, k.data_provider, k.indicator, array_agg(o.period) AS periods
        FROM unnest(@RefAreas, @SeriesIds, @Periods) o (ref_area, series_id, period) JOIN series k USING (ref_area, series_id)
        GROUP BY o.ref_area, o.series_id, k.data_provider, k.indicator;

        UPDATE figure_justification j SET data_provider = h.data_provider, indicator = h.indicator
        FROM covered h
        WHERE j.ref_area = h.ref_area AND j.series_id = h.series_id AND j.data_provider IS NULL AND (j.period IS NULL OR j.period = ANY(h.periods));

        INSERT INTO figure_origin (ref_area, series_id, release_id, batch, position, sheet, sent, periods, rows, value_columns,
                                   hidden, data_provider, indicator)
        SELECT f.ref_area, f.series_id, f.release_id, f.batch, f.position, f.sheet, f.sent, array_agg(o.period ORDER BY o.n),
               CASE WHEN f.rows IS NOT NULL THEN array_agg(f.rows[o.n] ORDER BY o.n) END,
               CASE WHEN f.value_columns IS NOT NULL THEN array_agg(f.value_columns[o.n] ORDER BY o.n) END,
               true, h.data_provider, h.indicator
        FROM covered h
        JOIN figure_origin f ON f.ref_area = h.ref_area AND f.series_id = h.series_id AND NOT f.hidden
        CROSS JOIN LATERAL unnest(f.periods) WITH ORDINALITY o (period, n)
        WHERE o.period = ANY(h.periods)
        GROUP BY f.ref_area, f.series_id, f.release_id, f.batch, f.position, f.hidden, h.data_provider, h.indicator
        ON CONFLICT (ref_area, series_id, release_id, batch, position, hidden) DO UPDATE SET
            periods = figure_origin.periods || excluded.periods, rows = figure_origin.rows || excluded.rows,
            value_columns = figure_origin.value_columns || excluded.value_columns;

        DELETE FROM figure_origin f USING covered h
        WHERE f.ref_area = h.ref_area AND f.series_id = h.series_id AND NOT f.hidden AND f.periods <@ h.periods;

        UPDATE figure_origin f
        SET periods = kept.periods, rows = kept.rows, value_columns = kept.value_columns
        FROM covered h, figure_origin whole, LATERAL (
            SELECT array_agg(o.period ORDER BY o.n) AS periods,
                   CASE WHEN whole.rows IS NOT NULL THEN array_agg(whole.rows[o.n] ORDER BY o.n) END AS rows,
                   CASE WHEN whole.value_columns IS NOT NULL THEN array_agg(whole.value_columns[o.n] ORDER BY o.n) END AS value_columns
            FROM unnest(whole.periods) WITH ORDINALITY o (period, n) WHERE o.period <> ALL(h.periods)
        ) kept
        WHERE f.ref_area = h.ref_area AND f.series_id = h.series_id AND NOT f.hidden AND f.periods && h.periods
          AND whole.ref_area = f.ref_area AND whole.series_id = f.series_id AND whole.release_id = f.release_id AND whole.batch = f.batch
          AND whole.position = f.position AND NOT whole.hidden;

        DROP TABLE covered
        """;

    // Of figures that were hidden before the release and that it left as they are.
    private const string CoverJustifications =
        """
        UPDATE figure_justification j SET data_provider = r.data_provider, indicator = r.indicator
        FROM series_restricted r JOIN series_current c USING (ref_area, series_id)
        WHERE j.release_id = @releaseId AND j.data_provider IS NULL AND j.ref_area = r.ref_area AND j.series_id = r.series_id
          AND (j.period IS NULL OR (c."values"[array_position(c.periods, j.period)] IS NULL
                                    AND r."values"[array_position(r.periods, j.period)] IS NOT NULL))
        """;

    /// <summary>Covers the justifications that a release brings of figures that are hidden already.</summary>
    public static Task CoverJustificationsAsync(NpgsqlConnection connection, long releaseId, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(new CommandDefinition(
            CoverJustifications, new { releaseId }, commandTimeout: 0, cancellationToken: cancellationToken));

    /// <summary>Covers what is stored so far, in the transaction of the release.</summary>
    public static async Task CoverAsync(NpgsqlConnection connection, HiddenObservations hidden, CancellationToken cancellationToken)
    {
        if (hidden.Count == 0)
            return;
        await connection.ExecuteAsync(new CommandDefinition(
            Cover, new { hidden.RefAreas, hidden.SeriesIds, hidden.Periods }, commandTimeout: 0, cancellationToken: cancellationToken));
    }
}
