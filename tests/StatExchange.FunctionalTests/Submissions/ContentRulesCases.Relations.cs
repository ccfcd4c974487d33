using StatExchange.V1;
using static StatExchange.FunctionalTests.Submissions.ContentRulesCase;

namespace StatExchange.FunctionalTests.Submissions;

/// <content>Indicators that follow from one another.</content>
internal static partial class ContentRulesCases
{
    private static IEnumerable<ContentRulesCase> Relations()
    {
        (string Part, string Whole)[] parts =
        [
            ("MIG_IMM_NAT", "MIG_IMM_TOT"), ("MIG_IMM_WORK", "MIG_IMM_TOT"), ("MIG_EMI_NAT", "MIG_EMI_TOT"), ("MIG_EMI_WORK", "MIG_EMI_TOT"),
            ("STK_FOR_CTZ", "CTX_POP_TOT"), ("STK_FOR_BORN", "CTX_POP_TOT"), ("BRD_ENTRY_FOR", "BRD_ENTRY_TOT"), ("BRD_EXIT_NAT", "BRD_EXIT_TOT"),
            ("BRD_VFREE_ENTRY", "BRD_ENTRY_FOR"), ("BRD_VFREE_EXIT", "BRD_EXIT_NAT"), ("ASY_APPL_FIRST", "ASY_APPL_TOT"), ("ASY_UAM", "ASY_APPL_TOT"),
            ("ASY_DEC_POS", "ASY_DEC_FIRST"), ("THB_VICT_FOR", "THB_VICT_TOT"), ("LAB_QUOTA_USE", "LAB_QUOTA"),
        ];
        foreach (var (part, whole) in parts)
        {
            var rule = $"VCO_{part}";
            yield return Fires(rule, "a part is more than the whole", "row 2, 2016, OBS_VALUE: 1005 (1000)", Of(part, "2016=1005"), Of(whole, "2016=1000"));
            yield return Passes(rule, "a part is more than the whole by what rounding explains", Of(part, "2016=1004"), Of(whole, "2016=1000"));
            yield return Passes(rule, "the whole is missing, suppressed or of another period", Of(part, "2016=9 2017=9 2018=9"), Of(whole, "2016=L 2017=Q! 2019=1"));
        }

        yield return Fires("VCO_MIG_IMM_NAT", "only the whole is submitted", "row 2, 2016, OBS_VALUE: 1005 (1000)", Of("MIG_IMM_TOT", "2016=1000")) with
        {
            Published = [Of("MIG_IMM_NAT", "2015=1005 2016=1005")],
        };
        yield return Fires("VCO_MIG_IMM_NAT", "the breakdown is the same", "row 2, 2016, OBS_VALUE: 20 (10)",
            OfSex("F", "MIG_IMM_NAT", "2016=20"), OfSex("F", "MIG_IMM_TOT", "2016=10"));
        yield return Passes("VCO_MIG_IMM_NAT", "the breakdown is another", OfSex("F", "MIG_IMM_NAT", "2016=20"), OfSex("M", "MIG_IMM_TOT", "2016=10"));
        yield return Passes("VCO_MIG_IMM_NAT", "the part is deleted", Deleted(Of("MIG_IMM_NAT", "2016=1")), Of("MIG_IMM_TOT", "2016=10")) with
        {
            Published = [Of("MIG_IMM_NAT", "2016=100")],
        };
        yield return Passes("VCO_BRD_ENTRY_FOR", "citizenship is compared with the place of entry",
            Of("BRD_ENTRY_FOR", "2016=20", "CN"), Of("BRD_ENTRY_TOT", "2016=10", "CN"));

        foreach (var (rule, net, plus, minus) in new[] { ("VCO_MIG_NET", "MIG_NET", "MIG_IMM_TOT", "MIG_EMI_TOT"), ("VCO_BRD_NET", "BRD_NET", "BRD_ENTRY_TOT", "BRD_EXIT_TOT") })
        {
            yield return Fires(rule, "the balance is not what comes in less what goes out", "row 2, 2016, OBS_VALUE: 100 (107)",
                Of(net, "2016=100"), Of(plus, "2016=300"), Of(minus, "2016=193")) with
            { Facts = ["difference=-7", $"terms={plus} − {minus}"] };
            yield return Passes(rule, "the difference is what rounding explains", Of(net, "2016=-106"), Of(plus, "2016=300"), Of(minus, "2016=400"));
            yield return Passes(rule, "one term is missing or suppressed", Of(net, "2016=1 2017=1"), Of(plus, "2016=L 2017=9"), Of(minus, "2016=9 2017=Q!"));
        }

        yield return Fires("VCO_CTX_LF", "the labour force is not the employed and unemployed", "row 2, 2016, OBS_VALUE: 1001.6 (1000)",
            Of("CTX_LF_TOT", "2016=1001.6"), Of("CTX_EMP_TOT", "2016=900"), Of("CTX_UNEMP_TOT", "2016=100"));
        yield return Passes("VCO_CTX_LF", "the difference is what rounding explains",
            Of("CTX_LF_TOT", "2016=1001.5"), Of("CTX_EMP_TOT", "2016=900"), Of("CTX_UNEMP_TOT", "2016=100"));
        yield return Passes("VCO_CTX_LF", "a term is not there", Of("CTX_LF_TOT", "2016=1000"), Of("CTX_EMP_TOT", "2016=10"));
        yield return Fires("VCO_CTX_LF_POP", "the labour force in thousands is more than the population in persons",
            "row 2, 2016, OBS_VALUE: 1002 (1000)", Of("CTX_LF_TOT", "2016=1002"), Of("CTX_POP_TOT", "2016=1000000"));
        yield return Passes("VCO_CTX_LF_POP", "the difference is what rounding explains", Of("CTX_LF_TOT", "2016=1001"), Of("CTX_POP_TOT", "2016=1000000"));
        yield return Passes("VCO_CTX_LF_POP", "the population is missing", Of("CTX_LF_TOT", "2016=1001"), Of("CTX_POP_TOT", "2016=L"));
    }

    private static IEnumerable<ContentRulesCase> Rates()
    {
        (string Rate, string Numerator, string Denominator, int Above, int Below, string Exact, string Wrong, string Edge)[] rates =
        [
            ("CTX_UNEMP_RATE", "CTX_UNEMP_TOT", "CTX_LF_TOT", 100, 1000, "10.00", "10.2", "10.1"),
            ("ASY_RECOG_RATE", "ASY_DEC_POS", "ASY_DEC_FIRST", 50, 100, "50.00", "49.4", "49.5"),
            ("RET_RATE", "RET_EFFECTED", "RET_ORDER_LEAVE", 120, 100, "120.00", "120.6", "120.5"),
            ("LAB_FOR_SHARE", "LAB_FOR_EMP", "CTX_LF_TOT", 50_000, 1000, "5.00", "5.2", "5.1"),
            ("REM_GDP", "REM_IN", "CTX_GDP_USD", 10, 100, "10.00", "9.8", "9.9"),
            ("CIT_NATZ_RATE", "CIT_ACQ", "STK_FOR_CTZ", 10, 1000, "1.00", "1.2", "1.1"),
            ("DEM_NETMIG_RATE", "MIG_NET", "CTX_POP_TOT", -1000, 1_000_000, "-1.00", "-1.2", "-1.1"),
        ];
        foreach (var (rate, numerator, denominator, above, below, exact, wrong, edge) in rates)
        {
            var rule = $"VCO_{rate}";
            yield return Fires(rule, "the rate is another than its figures make it", $"row 2, 2016, OBS_VALUE: {wrong} ({exact})",
                Of(rate, $"2016={wrong}"), Of(numerator, $"2016={above}"), Of(denominator, $"2016={below}"));
            yield return Passes(rule, "the difference is at the tolerance",
                Of(rate, $"2016={edge}"), Of(numerator, $"2016={above}"), Of(denominator, $"2016={below}"));
            yield return Passes(rule, "a figure is missing, suppressed or zero",
                Of(rate, "2015=1 2016=1 2017=1"), Of(numerator, $"2015=L 2016={above} 2017={above}"), Of(denominator, $"2015={below} 2016=Q! 2017=0"));
        }
    }

    private static IEnumerable<ContentRulesCase> Details()
    {
        static StagedSeries Total(string figures) => Of("MIG_IMM_TOT", figures);
        static StagedSeries Women(string figures) => OfSex("F", "MIG_IMM_TOT", figures);
        static StagedSeries Men(string figures) => OfSex("M", "MIG_IMM_TOT", figures);
        static StagedSeries Aged(string age, string figures) => Of("MIG_IMM_TOT", figures, key: key => key.Age = age);
        static StagedSeries Working(string occupation, string figures) => Of("MIG_IMM_WORK", figures, key: key => key.Occupation = occupation);

        const string excess = "VAD_EXCESS";
        yield return Fires(excess, "women and men are more than all", "row 2, 2016, OBS_VALUE: 100 (107)", Total("2016=100"), Women("2016=60"), Men("2016=47")) with
        { Facts = ["dimension=SEX", "total_code=_T", "difference=-7"] };
        yield return Passes(excess, "the difference is what rounding explains", Total("2016=100"), Women("2016=60"), Men("2016=46"));
        yield return Fires(excess, "what is known is more already", "row 2, 2016, OBS_VALUE: 100 (105)", Total("2016=100"), Women("2016=105"), Men("2016=Q!"));
        yield return Fires(excess, "only a detail is submitted", "row 2, 2017, OBS_VALUE: 100 (200)", Women("2017=200")) with { Published = [Total("2016=100 2017=100")] };
        yield return Fires(excess, "a group of ages is less than its parts", "row 2, 2016, OBS_VALUE: 50 (70)", Aged("Y15T64", "2016=50"), Aged("Y15T24", "2016=70"));
        yield return Passes(excess, "a group of states is no part beside its members",
            Of("MIG_IMM_TOT", "2016=100"), Of("MIG_IMM_TOT", "2016=90", "EU"), Of("MIG_IMM_TOT", "2016=90", "DE"));
        yield return Passes(excess, "a detail is deleted, another corrected in the same submission",
            Total("2016=100"), Women("2016=900"), Deleted(Women("2016=1")), Women("2016=50")) with
        { Published = [Total("2016=1000"), Men("2016=50")] };
        yield return Passes(excess, "the total is missing", Total("2016=L"), Women("2016=60"), Men("2016=60"));

        const string shortfall = "VAD_SHORTFALL";
        yield return Fires(shortfall, "women and men are less than all", "row 2, 2016, OBS_VALUE: 100 (93)", Total("2016=100"), Women("2016=60"), Men("2016=33"));
        yield return Passes(shortfall, "the difference is what rounding explains", Total("2016=100"), Women("2016=60"), Men("2016=34"));
        yield return Passes(shortfall, "a detail is missing or suppressed", Total("2016=100 2017=100"), Women("2016=60 2017=1"), Men("2017=Q!"));
        yield return Passes(shortfall, "what is left over is stated", Total("2016=100"), Women("2016=30"), Men("2016=30"), OfSex("_U", "MIG_IMM_TOT", "2016=40"));
        yield return Passes(shortfall, "a residual is suppressed", Total("2016=100"), Women("2016=30"), Men("2016=30"), OfSex("_U", "MIG_IMM_TOT", "2016=Q!"));
        yield return Fires(shortfall, "what is left over of the states is stated, but too small", "row 2, 2016, OBS_VALUE: 100 (20)",
            Of("MIG_IMM_TOT", "2016=100"), Of("MIG_IMM_TOT", "2016=10", "CN"), Of("MIG_IMM_TOT", "2016=10", "_O"));
        yield return Passes(shortfall, "states without what is left over", Of("MIG_IMM_TOT", "2016=100"), Of("MIG_IMM_TOT", "2016=10", "CN"));
        yield return Passes(shortfall, "an occupation has only some of its parts", Working("OC2", "2016=100"), Working("OC221", "2016=10"), Working("OC222", "2016=10"));

        const string balance = "VAD_BALANCE";
        yield return Fires(balance, "the balances of women and men are not that of all", "row 2, 2016, OBS_VALUE: -10 (-17)",
            Of("MIG_NET", "2016=-10"), OfSex("F", "MIG_NET", "2016=-50"), OfSex("M", "MIG_NET", "2016=33"));
        yield return Passes(balance, "the difference is what rounding explains",
            Of("MIG_NET", "2016=-10"), OfSex("F", "MIG_NET", "2016=-50"), OfSex("M", "MIG_NET", "2016=34"));
        yield return Passes(balance, "a detail is missing", Of("MIG_NET", "2016=-10"), OfSex("F", "MIG_NET", "2016=-50"), OfSex("M", "MIG_NET", "2016=L"));
    }
}
