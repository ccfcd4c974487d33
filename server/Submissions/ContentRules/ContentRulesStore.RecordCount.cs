namespace StatExchange.Server.Submissions.ContentRules;

/// <content>RECORD_COUNT: about as many observations of an indicator as for the period before.</content>
internal static partial class ContentRulesStore
{
    private static string RecordCount =>
        $"""
        WITH counted AS (
            SELECT s.ref_area, s.data_provider, s.freq, s.indicator, f.period, count(*) AS records, min(f.place) AS place
            FROM checked_figure f JOIN checked_series s USING (series_id)
            GROUP BY s.ref_area, s.data_provider, s.freq, s.indicator, f.period
        )
        SELECT r.rule_id, r.severity, n.place, n.period, 'INDICATOR', n.records::text, b.records::text,
               {Facts(
                   ("count", "n.records"), ("previous_count", "b.records"),
                   ("previous_period", PeriodText("r.freq_code", "b.period")), ("indicator", "i.code"))}
        FROM counted n
        {RulesOf("RECORD_COUNT", "n")}
        JOIN counted b ON b.ref_area = n.ref_area AND b.data_provider = n.data_provider AND b.freq = n.freq AND b.indicator = n.indicator
            AND b.period = n.period - ({Step("r.freq_code")})
        JOIN code i ON i.id = n.indicator
        WHERE n.place IS NOT NULL AND b.records >= r.minimum_count AND n.records < r.minimum_share * b.records
        """;
}
