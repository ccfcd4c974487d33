namespace StatExchange.Server.Submissions.ContentRules;

/// <content>What outliers are judged against: the observations of a series before, as it is going to be.</content>
internal static partial class ContentRulesStore
{
    // Figures with what precedes them: five observations, or the same season of the years before, at least three of them.
    // Statistics of this kind need no exact numbers.
    private static string CollectPreceding =>
        $"""
        CREATE TEMPORARY TABLE checked_preceding ON COMMIT DROP AS
        SELECT p.place, p.period, p.indicator, p.freq, p.value, p.number, p.p5, p.seasonal, m.median,
               {MedianOfFive(Deviation("p1"), Deviation("p2"), Deviation("p3"), Deviation("p4"), Deviation("p5"))} AS deviation
        FROM (
            {Lagged("'OUTLIER_MEDIAN', 'OUTLIER_GROWTH', 'OUTLIER_MAD'", "f.series_id", seasonal: false)}
            UNION ALL
            {Lagged("'OUTLIER_SEASONAL'", $"f.series_id, f.period % ({PerYear("c.code")})", seasonal: true)}
        ) p
        CROSS JOIN LATERAL (
            SELECT CASE WHEN p.p5 IS NULL THEN {MedianOfThree("p.p1", "p.p2", "p.p3")}
                   ELSE {MedianOfFive("p.p1", "p.p2", "p.p3", "p.p4", "p.p5")} END AS median
        ) m
        WHERE p.judged AND CASE WHEN p.seasonal THEN p.p3 ELSE p.p5 END IS NOT NULL
        """;

    private static string Lagged(string kinds, string partition, bool seasonal) =>
        $"""
        SELECT f.place, f.period, s.indicator, s.freq, f.value, f.value::float8 AS number, {(seasonal ? "true" : "false")} AS seasonal, {Changed} AS judged,
               {string.Join(", ", Enumerable.Range(1, 5).Select(back => $"lag(f.value::float8, {back}) OVER preceding AS p{back}"))}
        FROM checked_figure f
        JOIN checked_series s USING (series_id)
        JOIN checked_extent e USING (series_id)
        JOIN code c ON c.id = s.freq
        WHERE s.staged AND f.value IS NOT NULL AND e.place IS NOT NULL AND {(seasonal ? $"e.last - e.first >= 3 * ({PerYear("c.code")})" : "e.valued > 5")}
          AND (s.indicator, s.freq) IN (SELECT indicator, freq FROM content_rule_scope WHERE kind IN ({kinds}))
        WINDOW preceding AS (PARTITION BY {partition} ORDER BY f.period)
        """;

    private static string Deviation(string preceding) => $"abs(p.{preceding} - m.median)";

    private static string MedianOfThree(string a, string b, string c) =>
        $"greatest(least({a}, {b}), least(greatest({a}, {b}), {c}))";

    // The largest and the smallest of two pairs cannot be the middle of five; of what is left, three, it is the middle.
    private static string MedianOfFive(string a, string b, string c, string d, string e) => MedianOfThree(
        e, $"greatest(least({a}, {b}), least({c}, {d}))", $"least(greatest({a}, {b}), greatest({c}, {d}))");
}
