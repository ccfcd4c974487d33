using StatExchange.V1;

namespace StatExchange.Server.Submissions.ContentRules;

/// <content>EXPECTED_RECORDS: a figure of each indicator that a profile asks for.</content>
internal static partial class ContentRulesStore
{
    private const string ExpectedRecordsKind = "EXPECTED_RECORDS";

    // A gap counts: its status says why there is no value.
    private static string ExpectedRecords =>
        $"""
        WITH due AS (
            SELECT f.id AS freq, d.first, d.last
            FROM unnest(@Frequencies, @Firsts, @Lasts) d (code, first, last) JOIN code f ON f.codelist = 'CL_FREQ' AND f.code = d.code
        ),
        provider AS (SELECT id, code FROM code WHERE codelist = 'CL_ORGANISATION' AND code = @Organisation),
        area AS (SELECT DISTINCT s.ref_area FROM checked_series s WHERE s.staged),
        there AS (
            SELECT s.ref_area, s.indicator
            FROM checked_figure f JOIN checked_series s USING (series_id) JOIN due d ON d.freq = s.freq AND f.period BETWEEN d.first AND d.last
            UNION
            SELECT s.ref_area, s.indicator
            FROM area a
            JOIN series s ON s.ref_area = a.ref_area AND s.data_provider = (SELECT id FROM provider)
            JOIN due d ON d.freq = s.freq
            JOIN series_current c ON c.ref_area = s.ref_area AND c.series_id = s.series_id
            WHERE NOT EXISTS (SELECT 1 FROM checked_series o WHERE o.series_id = s.series_id)
              AND EXISTS (SELECT 1 FROM unnest(c.periods) o (period) WHERE o.period BETWEEN d.first AND d.last)
              AND NOT EXISTS (SELECT 1 FROM staged_series w WHERE w.submission_id = @SubmissionId AND w.series_id IS NULL
                              AND cardinality(w.periods) = 0 AND {SubmissionsStore.WildcardMatches.Replace("k.", "s.", StringComparison.Ordinal)})
        )
        INSERT INTO content_finding (rule_id, severity, concept, value, expected, facts, reference, key)
        SELECT r.rule_id, r.severity, 'INDICATOR', i.code, '', {Facts(("profile", "p.profile"), ("area", "x.code"), ("reporting_period", "@ReportingPeriod"))},
               @ReportingPeriod, jsonb_build_object('ref_area', x.code, 'indicator', i.code, 'data_provider', o.code)
        FROM content_rule r
        JOIN profile p ON p.profile = @Profile
        CROSS JOIN LATERAL unnest(p.indicators) n (code)
        JOIN code i ON i.codelist = 'CL_INDICATOR' AND i.code = n.code
        CROSS JOIN area a
        CROSS JOIN provider o
        JOIN code x ON x.id = a.ref_area
        WHERE r.kind = '{ExpectedRecordsKind}' AND NOT EXISTS (SELECT 1 FROM there t WHERE t.ref_area = a.ref_area AND t.indicator = i.id)
        """;

    // The periods of each frequency that lie in the one that is reported.
    private static object ExpectedRecordsParameters(SubmissionRecord submission)
    {
        var period = TimePeriod.Parse(submission.ReportingPeriod);
        var due = Frequency.All.Select(frequency => (frequency.Code, Within: frequency.OrdinalsWithin(period.FirstDay, period.LastDay))).ToList();
        return new
        {
            submission.SubmissionId,
            submission.Organisation,
            submission.Profile,
            submission.ReportingPeriod,
            Frequencies = due.Select(one => one.Code).ToArray(),
            Firsts = due.Select(one => one.Within.First).ToArray(),
            Lasts = due.Select(one => one.Within.Last).ToArray(),
        };
    }
}
