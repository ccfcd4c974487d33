using StatExchange.Server;
using StatExchange.V1;
using static StatExchange.FunctionalTests.Submissions.ContentRulesCase;

namespace StatExchange.FunctionalTests.Submissions;

/// <content>What is to be there, and what went before.</content>
internal static partial class ContentRulesCases
{
    private static string[] Ages =>
    [
        "Y0T4", "Y5T9", "Y10T14", "Y15T19", "Y20T24", "Y25T29", "Y30T34", "Y35T39", "Y40T44", "Y45T49",
        "Y50T54", "Y55T59", "Y60T64", "Y65T69", "Y70T74", "Y75T79", "Y80T84", "Y_GE85", "Y_LT18", "Y_GE18",
    ];

    private static IEnumerable<string> BasicProfile => File.ReadLines(
            Path.Combine(Path.GetDirectoryName(typeof(ServerAssembly).Assembly.Location)!, "Catalogue", "Data", "profile_indicators.csv"))
        .Where(line => line.StartsWith("BASIC,", StringComparison.Ordinal)).Select(line => line["BASIC,".Length..]);

    private static IEnumerable<ContentRulesCase> Records()
    {
        const string expected = "REP_PROFILE";
        var profile = ("BASIC", "2017");
        yield return Passes(expected, "every indicator is there, if only as a gap", [.. BasicProfile.Select(code => Of(code, "2017=L"))]) with { Profile = profile };
        yield return Passes(expected, "what is not submitted is published", Of("CTX_POP_TOT", "2017=5")) with
        { Profile = profile, Published = [.. BasicProfile.Select(code => Of(code, "2017=L"))] };
        yield return Passes(expected, "months of the year are there", [.. BasicProfile.Select(code => Of(code, "2017-05=L", freq: "M"))]) with { Profile = profile };
        yield return Passes(expected, "no profile is named", Of("CTX_POP_TOT", "2017=5"));
        yield return Fires(expected, "one indicator is of another year only", "row 0, 2017, INDICATOR: CTX_POP_TOT ()",
            [.. BasicProfile.Select(code => Of(code, code == "CTX_POP_TOT" ? "2016=5" : "2017=L"))]) with
        { Profile = profile, Facts = ["profile=BASIC", "reporting_period=2017"] };
        yield return Fires(expected, "one indicator is deleted", "row 0, 2017, INDICATOR: CTX_POP_TOT ()",
            Deleted(Of("CTX_POP_TOT", "2017=1")), Of("CTX_UNEMP_RATE", "2017=L")) with
        { Profile = profile, Published = [.. BasicProfile.Select(code => Of(code, "2017=L"))] };

        const string complete = "RTS_SERIES";
        yield return Fires(complete, "years are missing", "row 2, , TIME_PERIOD: 3 ()", Of("MIG_IMM_TOT", "2010=1 2012=1 2015=1")) with
        { Facts = ["missing=2011, 2013 – 2014", "count=3"] };
        yield return Fires(complete, "a month is missing between what is published and what is submitted", "row 2, , TIME_PERIOD: 1 ()",
            Of("ASY_APPL_TOT", "2017-02=1", freq: "M")) with
        { Published = [Of("ASY_APPL_TOT", "2016-12=1", freq: "M")], Facts = ["missing=2017-01"] };
        yield return Passes(complete, "a gap is stated", Of("MIG_IMM_TOT", "2010=1 2011=L 2012=1"));
        yield return Passes(complete, "what is missing is published", Of("MIG_IMM_TOT", "2010=1 2012=1")) with { Published = [Of("MIG_IMM_TOT", "2011=1")] };
        yield return Passes(complete, "there is one period", Of("MIG_IMM_TOT", "2010=1"));

        const string count = "RNR_PERIOD";
        yield return Fires(count, "fewer than three quarters of the observations", "row 3, 2017, INDICATOR: 14 (20)", [.. ByAge(Ages, "2016=1", 14, "2017=1")]) with
        { Facts = ["previous_period=2016"] };
        yield return Passes(count, "exactly three quarters", [.. ByAge(Ages, "2016=1", 15, "2017=1")]);
        yield return Passes(count, "too few to be compared", [.. ByAge(Ages[..19], "2016=1", 2, "2017=1")]);
        yield return Passes(count, "the rest is stated as gaps", [.. Ages.Select(age => Of("MIG_IMM_TOT", "2016=1 2017=L", key: key => key.Age = age))]);
    }

    private static IEnumerable<ContentRulesCase> Outliers()
    {
        const string five = "2010=900 2011=1000 2012=1100 2013=950 2014=1050";
        const string median = "VNO_MEDIAN";
        yield return Fires(median, "three times the median", "row 7, 2015, OBS_VALUE: 3001 (1000)", Of("MIG_IMM_TOT", $"{five} 2015=3001")) with
        { Facts = ["difference_percent=200.1"] };
        yield return Fires(median, "a third of the median", "row 2, 2015, OBS_VALUE: 333 (1000)", Of("MIG_IMM_TOT", "2015=333")) with { Published = [Of("MIG_IMM_TOT", five)] };
        yield return Passes(median, "at the factor", Of("MIG_IMM_TOT", $"{five} 2015=3000"));
        yield return Passes(median, "four observations before, and a gap", Of("MIG_IMM_TOT", "2010=1000 2011=1000 2012=L 2013=1000 2014=1000 2015=9000"));
        yield return Passes(median, "a difference too small to matter", Of("MIG_IMM_TOT", "2010=10 2011=10 2012=10 2013=10 2014=10 2015=109"));
        yield return Passes(median, "what is published is stated again", Of("MIG_IMM_TOT", "2015=9000")) with { Published = [Of("MIG_IMM_TOT", $"{five} 2015=9000")] };
        yield return Passes(median, "quarters are judged by season", Of("BRD_ENTRY_TOT", "2015-Q1=1000 2015-Q2=1000 2015-Q3=1000 2015-Q4=1000 2016-Q1=1000 2016-Q2=9000", freq: "Q"));

        const string growth = "VNO_GROWTH";
        const string rising = "2010=1000 2011=1500 2012=2200 2013=3200 2014=4200";
        yield return Fires(growth, "five times as many as five years before", "row 7, 2015, OBS_VALUE: 5001 (1000)", Of("MIG_IMM_TOT", $"{rising} 2015=5001"));
        yield return Passes(growth, "at the factor", Of("MIG_IMM_TOT", $"{rising} 2015=5000"));
        yield return Passes(growth, "nothing five years before", Of("MIG_IMM_TOT", "2010=0 2011=1500 2012=2200 2013=3200 2014=4200 2015=5001"));
        yield return Passes(growth, "missing five years before", Of("MIG_IMM_TOT", "2010=L 2011=1500 2012=2200 2013=3200 2014=4200 2015=9999"));

        const string deviation = "VNO_MAD";
        yield return Fires(deviation, "far outside of what is usual", "row 7, 2015, OBS_VALUE: 1501 (1000)", Of("MIG_IMM_TOT", $"{five} 2015=1501")) with { Facts = ["deviation=50"] };
        yield return Passes(deviation, "half more than the median", Of("MIG_IMM_TOT", $"{five} 2015=1500"));
        yield return Passes(deviation, "the series varies as much", Of("MIG_IMM_TOT", "2010=100 2011=1000 2012=2000 2013=1700 2014=300 2015=2400"));
        yield return Passes(deviation, "suppressed", Of("MIG_IMM_TOT", $"{five} 2015=Q!"));

        const string seasonal = "VNO_SEASONAL";
        const string quarters = "2014-Q1=1000 2014-Q3=9000 2015-Q1=1000 2015-Q3=9000 2016-Q1=1000 2016-Q3=9000";
        yield return Fires(seasonal, "three times the season's median", "row 8, 2017-Q1, OBS_VALUE: 3001 (1000)", Of("BRD_ENTRY_TOT", $"{quarters} 2017-Q1=3001", freq: "Q"));
        yield return Passes(seasonal, "at the factor", Of("BRD_ENTRY_TOT", $"{quarters} 2017-Q1=3000", freq: "Q"));
        yield return Passes(seasonal, "usual for its season", Of("BRD_ENTRY_TOT", $"{quarters} 2017-Q3=9000", freq: "Q"));
        yield return Passes(seasonal, "two years before, and a gap", Of("BRD_ENTRY_TOT", "2014-Q1=1000 2015-Q1=L 2016-Q1=1000 2017-Q1=9000", freq: "Q"));
        yield return Fires(seasonal, "a month of four years before", "row 6, 2018-03, OBS_VALUE: 50 (1000)",
            Of("ASY_APPL_TOT", "2014-03=5000 2015-03=1000 2016-03=1100 2017-03=900 2018-03=50", freq: "M"));
    }

    private static IEnumerable<ContentRulesCase> Revisions()
    {
        static string Years(int years) => string.Join(' ', Enumerable.Range(2001, years).Select(year => $"{year}=1000"));
        var ten = Years(10);
        const string share = "RRL_SHARE";
        yield return Fires(share, "two of ten are revised", "row 3, , INDICATOR: 2 ()", Of("MIG_IMM_TOT", "2001=1000 2002=1001 2003=1001")) with
        { Published = [Of("MIG_IMM_TOT", ten)], Facts = ["published=10", "share_percent=20.0"] };
        yield return Passes(share, "one of ten is revised", Of("MIG_IMM_TOT", "2001=1000 2002=1001")) with { Published = [Of("MIG_IMM_TOT", ten)] };
        yield return Passes(share, "one is revised and gaps are filled", Of("MIG_IMM_TOT", "2001=5 2011=5 2012=5")) with { Published = [Of("MIG_IMM_TOT", $"{ten} 2011=L 2012=L")] };
        yield return Passes(share, "too few to be compared", Of("MIG_IMM_TOT", "2001=5 2002=5 2003=5")) with { Published = [Of("MIG_IMM_TOT", Years(9))] };
        yield return Passes(share, "everything is stated again", Of("MIG_IMM_TOT", ten)) with { Published = [Of("MIG_IMM_TOT", ten)] };

        const string size = "VRT_SIZE";
        StagedSeries[] published = [Of("MIG_IMM_TOT", "2016=1000 2017=100 2018=L")];
        yield return Fires(size, "more than a tenth", "row 2, 2016, OBS_VALUE: 1101 (1000)", Of("MIG_IMM_TOT", "2016=1101")) with
        { Published = published, Facts = ["previous=1000", "difference=101", "difference_percent=10.1"] };
        yield return Fires(size, "a merge", "row 2, 2016, OBS_VALUE: 5 (1000)", Of("MIG_IMM_TOT", "2016=5", action: SeriesAction.Merge)) with { Published = published };
        yield return Passes(size, "a tenth", Of("MIG_IMM_TOT", "2016=900")) with { Published = published };
        yield return Passes(size, "a difference too small to matter", Of("MIG_IMM_TOT", "2017=119")) with { Published = published };
        yield return Passes(size, "a value becomes a gap and a gap a value", Of("MIG_IMM_TOT", "2016=Q! 2018=5000")) with { Published = published };
        yield return Passes(size, "a merge changes only the status", Of("MIG_IMM_TOT", "2016=", action: SeriesAction.Merge)) with { Published = published };
    }

    // Several years of each age, and one more of some.
    private static IEnumerable<StagedSeries> ByAge(IEnumerable<string> ages, string figures, int more, string others) =>
        ages.Select((age, place) => Of("MIG_IMM_TOT", place < more ? $"{figures} {others}" : figures, key: key => key.Age = age))
            .OrderByDescending(piece => piece.Series.Periods.Count);
}
