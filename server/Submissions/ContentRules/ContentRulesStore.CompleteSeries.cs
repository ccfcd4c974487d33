namespace StatExchange.Server.Submissions.ContentRules;

/// <content>COMPLETE_SERIES: no period is missing between the first and the last of a series.</content>
internal static partial class ContentRulesStore
{
    private const int ListedGaps = 10;

    // Gaps as ranges between neighbours: however far apart they are, no list of periods is made.
    private static string CompleteSeries =>
        $"""
        WITH span AS (
            SELECT e.series_id, s.indicator, s.freq, c.code AS freq_code, {Step("c.code")} AS step, e.place
            FROM checked_extent e
            JOIN checked_series s USING (series_id)
            JOIN code c ON c.id = s.freq
            WHERE s.staged AND e.place IS NOT NULL AND (e.last - e.first) / ({Step("c.code")}) + 1 > e.periods
              AND (s.indicator, s.freq) IN (SELECT indicator, freq FROM content_rule_scope WHERE kind = 'COMPLETE_SERIES')
        ),
        neighbour AS (
            SELECT s.*, f.period + s.step AS first, lead(f.period) OVER (PARTITION BY f.series_id ORDER BY f.period) - s.step AS last
            FROM span s JOIN checked_figure f USING (series_id)
        ),
        gap AS (SELECT *, row_number() OVER (PARTITION BY series_id ORDER BY first) AS number FROM neighbour WHERE last >= first),
        missing AS (
            SELECT series_id, indicator, freq, place, sum((last - first) / step + 1) AS periods, count(*) AS gaps,
                   string_agg({PeriodText("freq_code", "first")} || CASE WHEN last > first THEN ' – ' || {PeriodText("freq_code", "last")} ELSE '' END,
                              ', ' ORDER BY first) FILTER (WHERE number <= {ListedGaps}) AS listed
            FROM gap GROUP BY series_id, indicator, freq, place
        )
        SELECT r.rule_id, r.severity, m.place, NULL::int, 'TIME_PERIOD', m.periods::text, '',
               {Facts(("missing", $"m.listed || CASE WHEN m.gaps > {ListedGaps} THEN ', …' ELSE '' END"), ("count", "m.periods"))}
        FROM missing m
        {RulesOf("COMPLETE_SERIES", "m")}
        """;
}
