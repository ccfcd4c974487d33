namespace StatExchange.Server.Submissions.ContentRules;

/// <content>OUTLIER_MEDIAN, OUTLIER_GROWTH, OUTLIER_MAD and OUTLIER_SEASONAL: values far from what precedes them.</content>
internal static partial class ContentRulesStore
{
    private static string OutlierMedian => Outlier(
        "OUTLIER_MEDIAN", "p.median", seasonal: false,
        "(p.number > r.factor * p.median OR p.number < p.median / r.factor) AND p.median >= 0");

    private static string OutlierSeasonal => Outlier(
        "OUTLIER_SEASONAL", "p.median", seasonal: true,
        "(p.number > r.factor * p.median OR p.number < p.median / r.factor) AND p.median >= 0");

    private static string OutlierGrowth => Outlier(
        "OUTLIER_GROWTH", "p.p5", seasonal: false, "p.p5 > 0 AND (p.number > r.factor * p.p5 OR p.number < p.p5 / r.factor)");

    private static string OutlierMad => Outlier(
        "OUTLIER_MAD", "p.median", seasonal: false,
        "abs(p.number - p.median) > r.factor * p.deviation AND abs(p.number - p.median) > r.minimum_share * abs(p.median)");

    private static string Outlier(string kind, string reference, bool seasonal, string condition) =>
        $"""
        SELECT r.rule_id, r.severity, p.place, p.period, 'OBS_VALUE', p.value::text, {Text(reference)},
               {Facts(
                   ("reference", Text(reference)), ("deviation", kind == "OUTLIER_MAD" ? Text("p.deviation") : "NULL"),
                   ("difference_percent", Percent($"(p.number - {reference}) / nullif(abs({reference}), 0)")))}
        FROM checked_preceding p
        {RulesOf(kind, "p")}
        WHERE {(seasonal ? "p.seasonal" : "NOT p.seasonal")} AND abs(p.number - {reference}) >= r.minimum_difference AND {condition}
        """;
}
