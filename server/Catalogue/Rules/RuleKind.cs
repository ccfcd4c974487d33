using Holds = StatExchange.Server.Catalogue.Rules.RuleParameterType;

namespace StatExchange.Server.Catalogue.Rules;

/// <summary>
/// A kind of rules on the content and the parameters its rules take; server/Submissions/Rules/README.md defines each exactly.
/// </summary>
/// <param name="Name">Its name in validation_rules.csv, "RANGE".</param>
/// <param name="Parameters">What its rules may state.</param>
internal sealed record RuleKind(string Name, IReadOnlyList<RuleParameter> Parameters)
{
    private static readonly RuleParameter Factor = new("factor", Holds.Number, Required: true);
    private static readonly RuleParameter Tolerance = new("tolerance", Holds.Number);
    private static readonly RuleParameter AbsoluteTolerance = new("absolute_tolerance", Holds.Number);
    private static readonly RuleParameter MinimumDifference = new("minimum_difference", Holds.Number, Required: true);
    private static readonly RuleParameter MinimumCount = new("minimum_count", Holds.Number, Required: true);
    private static readonly RuleParameter MinimumShare = new("minimum_share", Holds.Number, Required: true);
    private static readonly RuleParameter MaximumShare = new("maximum_share", Holds.Number, Required: true);
    private static readonly RuleParameter DimensionsParameter = new("dimensions", Holds.Dimensions, Required: true);

    // Which series a rule is about; without any of these, all.
    private static readonly RuleParameter[] Scope =
    [
        new("indicators", Holds.Indicators), new("except", Holds.Indicators), new("measure_kinds", Holds.MeasureKinds), new("units", Holds.Units),
        new("frequencies", Holds.Frequencies),
    ];

    /// <summary>The kinds there are, without the one that is built in.</summary>
    public static IReadOnlyList<RuleKind> All { get; } =
    [
        new("RANGE", [new("min", Holds.SignedNumber), new("max", Holds.SignedNumber), .. Scope]),
        new("EXPECTED_RECORDS", []),
        new("COMPLETE_SERIES", Scope),
        new("RECORD_COUNT", [MinimumShare, MinimumCount, .. Scope]),
        new("CODES_DIFFER", [DimensionsParameter, .. Scope]),
        new("CODE_VALIDITY", Scope),
        new("LINEAR_RELATION",
        [
            new("result", Holds.Indicator, Required: true), new("terms", Holds.Terms, Required: true),
            new("relation", Holds.Choice, Required: true, "=", "<="),
            new("only_totals", Holds.Dimensions), Tolerance, AbsoluteTolerance,
        ]),
        new("RATE_RELATION",
        [
            new("rate", Holds.Indicator, Required: true), new("numerator", Holds.Indicator, Required: true),
            new("denominator", Holds.Indicator, Required: true),
            Factor, Tolerance, AbsoluteTolerance,
        ]),
        new("TOTAL_OF_DETAILS",
        [
            DimensionsParameter, new("judges", Holds.Choice, Required: true, "excess", "shortfall", "difference"),
            new("partial_parents", Holds.Codes),
            Tolerance, AbsoluteTolerance, .. Scope,
        ]),
        new("OUTLIER_MEDIAN", [Factor, MinimumDifference, .. Scope]),
        new("OUTLIER_GROWTH", [Factor, MinimumDifference, .. Scope]),
        new("OUTLIER_MAD", [Factor, MinimumShare, MinimumDifference, .. Scope]),
        new("OUTLIER_SEASONAL", [Factor, MinimumDifference, .. Scope]),
        new("REVISED_SHARE", [MaximumShare, MinimumCount, .. Scope]),
        new("REVISION_SIZE", [MaximumShare, MinimumDifference, .. Scope]),
        new("MIRROR_DIFFERENCE", [MaximumShare, MinimumDifference, .. Scope]),
    ];

    /// <summary>Finds a kind by its name; null when there is none.</summary>
    public static RuleKind? Find(string name) => All.FirstOrDefault(kind => kind.Name == name);
}
