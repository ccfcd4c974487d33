namespace StatExchange.Server.Submissions.ContentRules;

/// <content>The rules, their parameters as columns, and which series they are about.</content>
internal static partial class ContentRulesStore
{
    private static string[] NumberParameters =>
        ["min", "max", "factor", "tolerance", "absolute_tolerance", "minimum_difference", "minimum_count", "minimum_share", "maximum_share"];

    // content_relation: the indicators that a rule compares, and what each does in it.
    private static string CollectRules =>
        $"""
        CREATE TEMPORARY TABLE content_rule ON COMMIT DROP AS
        SELECT rule_id, kind, parameters, CASE severity WHEN 'Information' THEN 1 WHEN 'Warning' THEN 2 WHEN 'Error' THEN 3 END::smallint AS severity,
               {string.Join(", ", NumberParameters.Select(name => $"(parameters->>'{name}')::numeric AS {name}"))}
        FROM validation_rule WHERE built_in IS NULL;

        CREATE TEMPORARY TABLE content_relation ON COMMIT DROP AS
        SELECT r.rule_id, t.role, t.role IN ('result', 'rate') AS leads, t.factor, c.id AS indicator, c.code,
               ('1e' || i.unit_mult)::numeric AS unit, count(*) OVER (PARTITION BY r.rule_id) AS members
        FROM content_rule r
        CROSS JOIN LATERAL (
            SELECT 'result' AS role, 1 AS factor, r.parameters->>'result' AS code WHERE r.kind = 'LINEAR_RELATION'
            UNION ALL
            SELECT 'term', CASE WHEN starts_with(term, '-') THEN -1 ELSE 1 END, ltrim(term, '-')
            FROM unnest({Names("terms")}) term WHERE r.kind = 'LINEAR_RELATION'
            UNION ALL
            SELECT role, 1, r.parameters->>role FROM unnest(ARRAY['rate', 'numerator', 'denominator']) role WHERE r.kind = 'RATE_RELATION'
        ) t
        JOIN code c ON c.codelist = 'CL_INDICATOR' AND c.code = t.code
        JOIN indicator i ON i.code = c.code;
        """;

    private static string CollectScope =>
        $"""
        CREATE TEMPORARY TABLE content_rule_scope ON COMMIT DROP AS
        SELECT r.*, s.indicator, s.freq, f.code AS freq_code, i.aggregation
        FROM (SELECT DISTINCT indicator, freq FROM checked_series WHERE staged) s
        JOIN code c ON c.id = s.indicator
        JOIN indicator i ON i.code = c.code
        JOIN code f ON f.id = s.freq
        JOIN content_rule r ON (r.parameters->>'indicators' IS NULL OR c.code = ANY({Names("indicators")}))
            AND (r.parameters->>'except' IS NULL OR c.code <> ALL({Names("except")}))
            AND (r.parameters->>'measure_kinds' IS NULL OR i.measure_kind = ANY({Names("measure_kinds")}))
            AND (r.parameters->>'units' IS NULL OR i.unit_measure = ANY({Names("units")}))
            AND (r.parameters->>'frequencies' IS NULL OR f.code = ANY({Names("frequencies")}));
        ANALYZE content_rule_scope
        """;

    private const string HasWork = "SELECT EXISTS (SELECT 1 FROM checked_piece) AND EXISTS (SELECT 1 FROM content_rule)";

    // A small upload spends its time on the planning of statements, so those that cannot find anything are left out. Rules that
    // compare indicators name them in their relation and not in their scope.
    private const string ApplicableKinds =
        """
        SELECT DISTINCT kind FROM content_rule_scope WHERE rule_id NOT IN (SELECT rule_id FROM content_relation)
        UNION
        SELECT r.kind FROM content_rule r JOIN content_relation c USING (rule_id) JOIN checked_series s ON s.indicator = c.indicator
        """;
}
