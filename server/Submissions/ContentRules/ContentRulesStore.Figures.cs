namespace StatExchange.Server.Submissions.ContentRules;

/// <content>The figures as they are going to be: what is staged over what is published.</content>
internal static partial class ContentRulesStore
{
    // The provider's own figures are the true ones. A value is NULL where there is a gap. place: where the submission states the figure; NULL when it does not. previous: the
    // published value. A statement that keeps the value (a merge without one) takes it from what is published, or from what the
    // submission stated before; one that sums adds to all that was stated since the last deletion.
    private static string CollectFigures =>
        $"""
        CREATE TEMPORARY TABLE checked_figure ON COMMIT DROP AS
        WITH statement AS (
            SELECT p.series_id, o.period, p.batch, p.position, (c.piece::bigint << 32) + o.n AS place, s.composite, p.sums,
                   {Value("o.value", "p.decimals")} AS value,
                   p.without_value IS NOT NULL AND o.period = ANY(p.without_value)
                       AND coalesce(substr(p.obs_status, o.n::int, 1), 'A') NOT IN ({Gaps}) AS keeps
            FROM staged_series p
            JOIN checked_piece c ON c.batch = p.batch AND c.position = p.position
            JOIN checked_series s ON s.series_id = p.series_id
            CROSS JOIN LATERAL unnest(p.periods, p."values") WITH ORDINALITY o (period, value, n)
            WHERE p.submission_id = @SubmissionId AND p.series_id IS NOT NULL AND (p.left_out IS NULL OR o.n <> ALL(p.left_out))
        ),
        event AS (
            SELECT series_id, period, batch, position, place, sums, value, keeps, false AS deletes FROM statement WHERE composite
            UNION ALL
            SELECT series_id, period, batch, position, NULL, false, NULL, false, true FROM checked_deletion WHERE period IS NOT NULL
            UNION ALL
            SELECT d.series_id, o.period, d.batch, d.position, NULL, false, NULL, false, true
            FROM checked_deletion d JOIN (SELECT DISTINCT series_id, period FROM statement WHERE composite) o USING (series_id)
            WHERE d.period IS NULL
        ),
        run AS (
            SELECT *, count(*) FILTER (WHERE deletes) OVER until_here AS run, row_number() OVER until_here AS number,
                   count(*) OVER (PARTITION BY series_id, period) AS events
            FROM event WINDOW until_here AS (PARTITION BY series_id, period ORDER BY batch, position, place NULLS FIRST)
        ),
        placed AS (
            SELECT *, sum(value) FILTER (WHERE NOT deletes) OVER (PARTITION BY series_id, period, run) AS summed,
                   count(*) FILTER (WHERE NOT keeps AND NOT deletes) OVER (PARTITION BY series_id, period, run ORDER BY number) AS valued
            FROM run
        ),
        kept AS (
            SELECT *, first_value(value) OVER (PARTITION BY series_id, period, run, valued ORDER BY number) AS stated_before FROM placed
        ),
        stated AS (
            SELECT series_id, period, place, value, keeps FROM statement WHERE NOT composite
            UNION ALL
            SELECT series_id, period, place, CASE WHEN sums THEN summed WHEN valued > 0 THEN stated_before END, keeps AND valued = 0 AND run = 0
            FROM kept WHERE number = events AND NOT deletes
        ),
        published AS (
            SELECT c.series_id, o.period, {Value("o.value", "c.decimals")} AS value
            FROM checked_series s
            JOIN series_known c ON c.ref_area = s.ref_area AND c.series_id = s.series_id
            CROSS JOIN LATERAL unnest(c.periods, c."values") o (period, value)
            WHERE s.staged
        )
        SELECT coalesce(s.series_id, p.series_id) AS series_id, coalesce(s.period, p.period) AS period, s.place,
               CASE WHEN s.place IS NULL OR s.keeps THEN p.value ELSE s.value END AS value, p.value AS previous
        FROM stated s FULL JOIN published p ON p.series_id = s.series_id AND p.period = s.period;
        ANALYZE checked_figure
        """;

    // Of the other series only the periods that are stated, and those before them. Then how far each series goes.
    private static string CollectSiblings =>
        $"""
        CREATE TEMPORARY TABLE checked_period ON COMMIT DROP AS
        SELECT DISTINCT s.ref_area, s.data_provider, s.freq, f.period - back.periods AS period
        FROM checked_figure f
        JOIN checked_series s USING (series_id)
        JOIN code c ON c.id = s.freq
        CROSS JOIN LATERAL (VALUES (0), ({Step("c.code")})) back (periods)
        WHERE f.place IS NOT NULL AND EXISTS (SELECT 1 FROM checked_series WHERE NOT staged);
        ANALYZE checked_period;

        INSERT INTO checked_figure (series_id, period, place, value, previous)
        SELECT f.series_id, f.period, NULL, f.value, f.value
        FROM (
            SELECT s.series_id, s.ref_area, s.data_provider, s.freq, o.period, {Value("o.value", "c.decimals")} AS value
            FROM checked_series s
            JOIN series_known c ON c.ref_area = s.ref_area AND c.series_id = s.series_id
            CROSS JOIN LATERAL unnest(c.periods, c."values") o (period, value)
            WHERE NOT s.staged
        ) f
        JOIN checked_period USING (ref_area, data_provider, freq, period);

        DELETE FROM checked_figure f USING checked_deletion d
        WHERE d.series_id = f.series_id AND (d.period IS NULL OR d.period = f.period) AND f.place IS NULL;
        ANALYZE checked_figure;

        CREATE TEMPORARY TABLE checked_extent ON COMMIT DROP AS
        SELECT series_id, min(period) AS first, max(period) AS last, count(*) AS periods, count(value) AS valued, min(place) AS place
        FROM checked_figure GROUP BY series_id;
        ANALYZE checked_extent
        """;

    private const string Gaps = "'H', 'L', 'M', 'O', 'Q'";

    // Exact, with as many decimals as were stated.
    private static string Value(string digits, string decimals) =>
        $"CASE WHEN {decimals} = 0 THEN {digits}::numeric ELSE {digits} * ('1e-' || {decimals})::numeric END";
}
