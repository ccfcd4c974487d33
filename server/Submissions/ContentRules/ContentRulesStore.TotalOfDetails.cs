namespace StatExchange.Server.Submissions.ContentRules;

/// <content>TOTAL_OF_DETAILS: what is broken down adds up to its total.</content>
internal static partial class ContentRulesStore
{
    // Details are complete when all codes below the total are there, those of what is left over aside. Countries are too many
    // for that: theirs are taken for complete when what is left over is stated. A detail without a value may be anything.
    private static string TotalOfDetails =>
        $"""
        WITH summed AS (
            SELECT d.dimension, d.total_series, f.period, sum(f.value) AS details, count(f.value) AS known, count(*) AS stated, min(f.place) AS place,
                   CASE WHEN max(d.parts) IS NULL THEN bool_or(d.residual)
                        ELSE count(f.value) FILTER (WHERE NOT d.residual) = max(d.parts) END AND count(f.value) = count(*) AS complete,
                   min(d.total_code) AS total_code
            FROM checked_detail d JOIN checked_figure f USING (series_id)
            GROUP BY d.dimension, d.total_series, f.period
            HAVING count(f.value) > 0
        )
        SELECT r.rule_id, r.severity, coalesce(t.place, d.place), t.period, 'OBS_VALUE', t.value::text, trim_scale(d.details)::text,
               {Facts(
                   ("dimension", "d.dimension"), ("total_code", "d.total_code"), ("total", "t.value"), ("details", "trim_scale(d.details)"),
                   ("count", "d.known"), ("difference", "trim_scale(t.value - d.details)"))}
        FROM summed d
        JOIN checked_figure t ON t.series_id = d.total_series AND t.period = d.period
        JOIN checked_series s ON s.series_id = t.series_id
        {RulesOf("TOTAL_OF_DETAILS", "s")} AND d.dimension = ANY({Names("dimensions")})
        WHERE t.value IS NOT NULL AND coalesce(t.place, d.place) IS NOT NULL
          AND (r.parameters->>'judges' = 'excess'
               OR (d.complete AND (r.parameters->>'partial_parents' IS NULL OR d.total_code <> ALL({Names("partial_parents")}))))
          AND CASE r.parameters->>'judges' WHEN 'excess' THEN d.details - t.value WHEN 'shortfall' THEN t.value - d.details ELSE abs(d.details - t.value) END
              > greatest(coalesce(r.tolerance, 0) * abs(t.value), coalesce(r.absolute_tolerance, 0) * (d.known + 1))
        """;
}
