using StatExchange.V1;

namespace StatExchange.Server.Submissions.ContentRules;

/// <content>CODE_VALIDITY: codes are used for periods in which they are valid.</content>
internal static partial class ContentRulesStore
{
    private static string CodeValidity =>
        $"""
        WITH dated AS MATERIALIZED (SELECT id, code, valid_from, valid_to FROM code WHERE valid_from IS NOT NULL OR valid_to IS NOT NULL),
        used AS (
            {string.Join(" UNION ALL ", Dimension.All.Select(dimension =>
                $"SELECT s.series_id, s.indicator, s.freq, '{dimension.Id}' AS dimension, d.* FROM checked_series s "
                + $"JOIN dated d ON d.id = s.{dimension.FieldName} WHERE s.staged"))}
        )
        SELECT r.rule_id, r.severity, f.place, f.period, u.dimension, u.code,
               concat_ws(' – ', coalesce(u.valid_from::text, '…'), coalesce(u.valid_to::text, '…')),
               {Facts(("valid_from", "u.valid_from"), ("valid_to", "u.valid_to"))}
        FROM used u
        {RulesOf("CODE_VALIDITY", "u")}
        JOIN checked_figure f ON f.series_id = u.series_id
        WHERE f.place IS NOT NULL AND ({FirstDay("r.freq_code", "f.period + 1")} <= u.valid_from OR {FirstDay("r.freq_code", "f.period")} > u.valid_to)
        """;
}
