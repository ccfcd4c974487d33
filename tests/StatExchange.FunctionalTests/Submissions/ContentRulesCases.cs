using StatExchange.V1;
using static StatExchange.FunctionalTests.Submissions.ContentRulesCase;

namespace StatExchange.FunctionalTests.Submissions;

/// <summary>For each rule on the content what it finds, what it does not, and where the border is.</summary>
internal static partial class ContentRulesCases
{
    public static IReadOnlyList<ContentRulesCase> All { get; } =
        [.. Ranges(), .. Codes(), .. Records(), .. Relations(), .. Rates(), .. Details(), .. Outliers(), .. Revisions(), .. Mirrors()];

    private static ContentRulesCase Fires(string rule, string situation, string found, params IReadOnlyList<StagedSeries> submitted) =>
        new(rule, situation) { Submitted = submitted, Found = [found] };

    private static ContentRulesCase Passes(string rule, string situation, params IReadOnlyList<StagedSeries> submitted) =>
        new(rule, situation) { Submitted = submitted };

    private static IEnumerable<ContentRulesCase> Ranges()
    {
        yield return Fires("VIR_COUNT", "a count is negative", "row 3, 2017, OBS_VALUE: -1 (≥ 0)", Of("MIG_IMM_TOT", "2016=5 2017=-1"));
        yield return Passes("VIR_COUNT", "a count is zero", Of("MIG_IMM_TOT", "2016=0"));
        yield return Passes("VIR_COUNT", "a balance is negative", Of("MIG_NET", "2016=-5"));
        yield return Passes("VIR_COUNT", "a count is missing or suppressed", Of("MIG_IMM_TOT", "2016=L 2017=Q!"));
        yield return Fires("VIR_RATE", "a rate is negative", "row 2, 2016, OBS_VALUE: -0.1 (≥ 0)", Of("CTX_UNEMP_RATE", "2016=-0.1"));
        yield return Passes("VIR_RATE", "a rate is zero", Of("CTX_UNEMP_RATE", "2016=0"));
        yield return Passes("VIR_RATE", "a rate may be negative", Of("DEM_NETMIG_RATE", "2016=-3.2"));
        yield return Fires("VIR_SHARE", "a share is more than the whole", "row 2, 2016, OBS_VALUE: 100.1 (≤ 100)", Of("CTX_UNEMP_RATE", "2016=100.1"));
        yield return Passes("VIR_SHARE", "a share is the whole", Of("CTX_UNEMP_RATE", "2016=100.0"));
        yield return Passes("VIR_SHARE", "a percentage is no share of a whole", Of("RET_RATE", "2016=120"));
        yield return Passes("VIR_SHARE", "a share is missing", Of("CTX_UNEMP_RATE", "2016=M"));
    }

    private static IEnumerable<ContentRulesCase> Codes()
    {
        yield return Fires("COC_AREAS", "an area is its own counterpart", "row 2, 2016, COUNTERPART_AREA: KZ ()", Of("MIG_IMM_TOT", "2016=5", Area));
        yield return Passes("COC_AREAS", "the counterpart is another state, the total or unknown",
            Of("MIG_IMM_TOT", "2016=5", "CN"), Of("MIG_IMM_TOT", "2016=5"), Of("MIG_IMM_TOT", "2016=5", "_U"));
        yield return Passes("COC_AREAS", "the indicator counts nationals too", Of("THB_PROSEC", "2016=5", Area));
        yield return Fires("COV_VALIDITY", "a group is named before it was founded",
            "row 2, 2014, COUNTERPART_AREA: EAEU (2015-01-01 – …)", Of("MIG_IMM_TOT", "2014=5 2015=6", "EAEU"));
        yield return Fires("COV_VALIDITY", "a quarter ends before the group was founded",
            "row 2, 2009-Q1, COUNTERPART_AREA: EAP (2009-05-07 – …)", Of("BRD_ENTRY_TOT", "2009-Q1=5 2009-Q2=6", "EAP", "Q"));
        yield return Passes("COV_VALIDITY", "the group is founded on the first day of the period", Of("MIG_IMM_TOT", "2015=5", "EAEU"));
        yield return Passes("COV_VALIDITY", "a state has no dates", Of("MIG_IMM_TOT", "1990=5", "CN"));
    }

    private static IEnumerable<ContentRulesCase> Mirrors()
    {
        var other = Of("MIG_EMI_TOT", "2016=1000 2017=L 2018=1000", key: key => (key.RefArea, key.CounterpartArea) = ("CN", Area));
        yield return Fires("VMP_MIRROR", "the counterpart says more", "row 2, 2016, OBS_VALUE: 899 (1000)", Of("MIG_IMM_TOT", "2016=899", "CN")) with
        {
            PublishedByOther = [other],
            Facts = ["mirror_provider=EU.ESTAT", "mirror_value=1000", "difference_percent=10.1"],
        };
        yield return Passes("VMP_MIRROR", "the difference is a tenth of the larger", Of("MIG_IMM_TOT", "2016=900", "CN")) with { PublishedByOther = [other] };
        yield return Passes("VMP_MIRROR", "one side has no value", Of("MIG_IMM_TOT", "2017=5 2018=Q!", "CN")) with { PublishedByOther = [other] };
        yield return Passes("VMP_MIRROR", "it is a breakdown", Of("MIG_IMM_TOT", "2016=5", "CN", key: key => key.Sex = "F")) with { PublishedByOther = [other] };
        yield return Passes("VMP_MIRROR", "both sides are the provider's own", Of("MIG_IMM_TOT", "2016=500", "CN")) with { Published = [other] };
    }
}
