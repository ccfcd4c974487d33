using StatExchange.V1;

namespace StatExchange.Server.Submissions.ContentRules;

/// <content>CODES_DIFFER: two dimensions do not hold the same code, totals aside.</content>
internal static partial class ContentRulesStore
{
    private static string CodesDiffer =>
        $"""
        SELECT r.rule_id, r.severity, f.place, f.period, r.second, c.code, '', {Facts(("first", "r.first"), ("second", "r.second"))}
        FROM checked_series s
        JOIN (SELECT *, ({Names("dimensions")})[1] AS first, ({Names("dimensions")})[2] AS second FROM content_rule_scope r WHERE kind = 'CODES_DIFFER') r
          ON r.indicator = s.indicator AND r.freq = s.freq
        JOIN code c ON c.id = {Column("r.second")}
        JOIN checked_figure f ON f.series_id = s.series_id
        WHERE {Column("r.first")} = {Column("r.second")} AND NOT starts_with(c.code, '_') AND f.place IS NOT NULL
        """;

    private static string Column(string dimension) =>
        $"CASE {dimension} {string.Join(' ', Dimension.All.Select(one => $"WHEN '{one.Id}' THEN s.{one.FieldName}"))} END";
}
