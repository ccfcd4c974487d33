using StatExchange.Server.Database.Figures;
using StatExchange.V1;

namespace StatExchange.Server.Submissions.ContentRules;

/// <content>Expressions that several statements share.</content>
internal static partial class ContentRulesStore
{
    private const string Total = "_T";
    private const string NotApplicable = "_Z";

    private const string FirstCountedDay = "date '0001-01-01'";

    private static string KeyColumns => string.Join(", ", SeriesTable.KeyColumns);

    private static IReadOnlyList<Dimension> Breakdowns => [.. Dimension.All.Where(dimension => dimension.IsBreakdown)];

    // A figure that the submission states and that is not what is published already: an unchanged one was judged when it was.
    private const string Changed = "f.place IS NOT NULL AND f.value IS DISTINCT FROM f.previous";

    private static string Id(Dimension dimension, string code) =>
        $"(SELECT id FROM code WHERE codelist = '{dimension.Codelist}' AND code = '{code}')";

    private static string IsTotal(string alias, Dimension dimension) =>
        $"{alias}.{dimension.FieldName} IN ({Id(dimension, Total)}, {Id(dimension, NotApplicable)})";

    // "Not applicable" as total, so that the keys of indicators with different breakdowns can be compared.
    private static string Breakdown(string alias) => $"ARRAY[{string.Join(", ", Breakdowns.Select(dimension =>
        $"CASE WHEN {alias}.{dimension.FieldName} = {Id(dimension, NotApplicable)} THEN {Id(dimension, Total)} ELSE {alias}.{dimension.FieldName} END"))}]";

    // The rules of a kind that are about a series.
    private static string RulesOf(string kind, string series) =>
        $"JOIN content_rule_scope r ON r.kind = '{kind}' AND r.indicator = {series}.indicator AND r.freq = {series}.freq";

    private static string Names(string parameter) => $"string_to_array(r.parameters->>'{parameter}', ',')";

    // A number that was calculated, without the decimals that it has only by division.
    private static string Text(string number) => $"trim_scale(round(({number})::numeric, 6))::text";

    private static string Percent(string share) => $"round(100 * ({share})::numeric, 1)::text";

    private static string Facts(params IEnumerable<(string Name, string Value)> facts) =>
        $"jsonb_strip_nulls(jsonb_build_object({string.Join(", ", facts.Select(fact => $"'{fact.Name}', ({fact.Value})::text"))}))";

    // Ordinals are those of the contract; see Frequency.
    private static string PeriodText(string freq, string ordinal) =>
        $"""
        CASE {freq}
            WHEN 'D' THEN to_char({FirstCountedDay} + {ordinal}, 'YYYY-MM-DD')
            WHEN 'W' THEN to_char({FirstCountedDay} + {ordinal} * 7, 'IYYY-"W"IW')
            WHEN 'M' THEN to_char(make_date({ordinal} / 12, {ordinal} % 12 + 1, 1), 'YYYY-MM')
            {string.Join(' ', Parts.Select(part =>
                $"WHEN '{part.Code}' THEN lpad(({ordinal} / {part.PeriodsPerYear})::text, 4, '0') || '-{part.Code}' || {ordinal} % {part.PeriodsPerYear} + 1"))}
            ELSE lpad(({ordinal})::text, 4, '0')
        END
        """;

    private static string FirstDay(string freq, string ordinal) =>
        $"""
        CASE {freq}
            WHEN 'D' THEN {FirstCountedDay} + {ordinal}
            WHEN 'W' THEN {FirstCountedDay} + ({ordinal}) * 7
            {string.Join(' ', Frequency.All.Where(frequency => frequency.PeriodsPerYear > 1).Select(part =>
                $"WHEN '{part.Code}' THEN make_date(({ordinal}) / {part.PeriodsPerYear}, ({ordinal}) % {part.PeriodsPerYear} * {12 / part.PeriodsPerYear} + 1, 1)"))}
            ELSE make_date({ordinal}, 1, 1)
        END
        """;

    private static IEnumerable<Frequency> Parts => Frequency.All.Where(frequency => frequency.PeriodsPerYear is > 1 and < 12);

    // How far the next period is: "A3" is due every third year.
    private static string Step(string freq) => $"CASE WHEN length({freq}) > 1 THEN substr({freq}, 2)::int ELSE 1 END";

    private static string PerYear(string freq) =>
        $"CASE {freq} {string.Join(' ', Frequency.All.Where(frequency => frequency.PeriodsPerYear > 0).Select(frequency =>
            $"WHEN '{frequency.Code}' THEN {frequency.PeriodsPerYear}"))} END";
}
