using StatExchange.V1;
using static StatExchange.FunctionalTests.Infrastructure.Figures;
using static StatExchange.FunctionalTests.Submissions.StructuralFindingsCase;

namespace StatExchange.FunctionalTests.Submissions;

/// <summary>Each structural rule: what it finds, and what looks alike and is right. The figures themselves are in the next file.</summary>
internal static partial class StructuralFindingsCases
{
    public static IReadOnlyList<StructuralFindingsCase> All { get; } = [.. Keys(), .. Rows(), .. Periods(), .. Values(), .. Attributes()];

    private static IEnumerable<StructuralFindingsCase> Keys()
    {
        yield return OfKey(
            "a code of another list names the one it means", FindingRule.UnknownCode, Key(refArea: "KAZ"), "REF_AREA", "KAZ", "KZ", Key());
        yield return OfKey(
            "a name names the code it means", FindingRule.UnknownCode,
            Key(counterpart: "Armenia"), "COUNTERPART_AREA", "Armenia", "AM", Key(counterpart: "AM"));
        yield return OfKey(
            "a code like no other names none", FindingRule.UnknownCode,
            Key(counterpart: "@@@@"), "COUNTERPART_AREA", "@@@@", "", Key(counterpart: ""));
        yield return OfKey(
            "a total is no reporting area", FindingRule.UnknownCode, Key(refArea: "_T"), "REF_AREA", "_T", "", Key(counterpart: "_T"));
        yield return OfKey(
            "an indicator is misspelt", FindingRule.UnknownCode,
            Key("BRD_ENTRY_TOTAL"), "INDICATOR", "BRD_ENTRY_TOTAL", "BRD_ENTRY_TOT", Key());

        // What cannot be read for want of a frequency is not held against its periods too.
        yield return OfKey("a frequency is unknown", FindingRule.UnknownCode, Key(freq: "Annual"), "FREQ", "Annual", "A", Key());
        yield return OfKey("there is no frequency", FindingRule.MissingDimension, Key(freq: ""), "FREQ", "", "", Key());
        yield return OfKey("there is no indicator", FindingRule.MissingDimension, Key(""), "INDICATOR", "", "", Key());
        yield return OfKey(
            "there is no reporting area", FindingRule.MissingDimension, Key(refArea: ""), "REF_AREA", "", "", Key(counterpart: ""));
        yield return new StructuralFindingsCase
        {
            Fault = "periods are to be deleted of any frequency",
            Rule = FindingRule.MissingDimension,
            Faulty = [WithCell(Piece(SeriesAction.Delete, new Series { Key = Key(freq: ""), Periods = { 0 } }), "TIME_PERIOD", "2016")],
            Findings = [Found(FindingRule.MissingDimension, 2, Key(freq: ""), "", "FREQ", "")],
            Sound =
            [
                Piece(SeriesAction.Delete, new Series { Key = Key("", "", "", "") }),
                InRow(3, Piece(SeriesAction.Delete, new Series { Key = Key("", "", ""), Periods = { 2016 } })),
            ],
        };

        yield return OfKey(
            "a breakdown is not the indicator's", FindingRule.DimensionNotOfIndicator,
            BySex("F"), "SEX", "F", "_Z", BySex("_Z"));
        yield return OfKey(
            "a total of a breakdown is not the indicator's", FindingRule.DimensionNotOfIndicator,
            BySex("_T"), "SEX", "_T", "_Z", BySex(""));
        yield return OfKey(
            "a breakdown of the indicator is said not to apply", FindingRule.DimensionNotOfIndicator,
            Key(counterpart: "_Z"), "COUNTERPART_AREA", "_Z", "_T", Key(counterpart: "_T"));
        yield return OfKey(
            "figures are another organisation's", FindingRule.ForeignProvider,
            Key(provider: "KZ.BNS"), "DATA_PROVIDER", "KZ.BNS", "KZ.BORDER", Key(provider: "KZ.BORDER"));
        yield return OfKey(
            "figures are nobody's", FindingRule.ForeignProvider,
            Key(provider: "KZ.NOBODY"), "DATA_PROVIDER", "KZ.NOBODY", "KZ.BORDER", Key());
    }

    private static IEnumerable<StructuralFindingsCase> Rows()
    {
        const string other = "PPMO:MIGRATION_PROFILE(2.0)";
        yield return new StructuralFindingsCase
        {
            Fault = "a row is for another version of the dataflow",
            Rule = FindingRule.WrongDataflow,
            Faulty = [WithCell(Two(Key()), "DATAFLOW", other, 1)],
            Findings = [Found(FindingRule.WrongDataflow, 3, Key(), "", "DATAFLOW", other, "PPMO:MIGRATION_PROFILE(1.0)")],
            Sound = [Two(Key())],
        };
        yield return new StructuralFindingsCase
        {
            Fault = "an action is none",
            Rule = FindingRule.ActionNotSupported,
            Faulty = [WithCell(Two(Key()), "ACTION", "X", 1)],
            Findings = [Found(FindingRule.ActionNotSupported, 3, Key(), "", "ACTION", "X")],
            Sound = [Piece(SeriesAction.Unspecified, TwoYears(Key()))],
        };
        yield return new StructuralFindingsCase
        {
            Fault = "only part of an observation is to be deleted",
            Rule = FindingRule.ActionNotSupported,
            Faulty = [WithCell(Piece(SeriesAction.Delete, new Series { Key = Key(), Periods = { 2016 } }), "ACTION", "D")],
            Findings = [Found(FindingRule.ActionNotSupported, 2, Key(), "", "ACTION", "D")],
            Sound = [Piece(SeriesAction.Delete, new Series { Key = Key(), Periods = { 2016 } })],
        };

        // Nothing else is raised of such a row, whatever its cells seem to say.
        var unreadable = new Series { Key = new SeriesKey { Freq = "?" }, Periods = { 0 }, Decimals = 99, ObsStatus = "?" };
        yield return new StructuralFindingsCase
        {
            Fault = "a row cannot be read",
            Rule = FindingRule.RowUnreadable,
            Faulty = [Two(Key()), InRow(4, WithCell(WithCell(Append(unreadable), "", "KZ;CN;\"20"), "OBS_VALUE", "?"))],
            Findings = [Found(FindingRule.RowUnreadable, 4, new SeriesKey { Freq = "?" }, "", "", "KZ;CN;\"20")],
            Sound = [Two(Key())],
        };
    }

    private static IEnumerable<StructuralFindingsCase> Periods()
    {
        var quarterly = Key(freq: "Q");
        var quarters = Series(quarterly, At("2017-Q1", 1), At("2017-Q2", 2));
        yield return new StructuralFindingsCase
        {
            Fault = "a period cannot be read",
            Rule = FindingRule.PeriodNotOfFrequency,
            Faulty = [WithCell(Append(new Series(quarters) { Periods = { 0 }, Values = { 3 } }), "TIME_PERIOD", "2017-Q5", 2)],
            Findings = [Found(FindingRule.PeriodNotOfFrequency, 4, quarterly, "2017-Q5", "TIME_PERIOD", "2017-Q5", "2017-Q1")],
            Sound = [Append(quarters)],
        };
        yield return new StructuralFindingsCase
        {
            Fault = "a period that cannot be read is quoted as written wherever its row is at fault",
            Rule = FindingRule.PeriodNotOfFrequency,
            Faulty =
            [
                WithCell(WithCell(Append(new Series { Key = Key(), Periods = { 0 }, WithoutValue = { 0 } }), "TIME_PERIOD", "16"), "OBS_VALUE", "?"),
            ],
            Findings =
            [
                Found(FindingRule.PeriodNotOfFrequency, 2, Key(), "16", "TIME_PERIOD", "16", "2017"),
                Found(FindingRule.NotANumber, 2, Key(), "16", "OBS_VALUE", "?"),
            ],
            Sound = [One(1)],
        };
        yield return new StructuralFindingsCase
        {
            Fault = "years lie outside the calendar",
            Rule = FindingRule.PeriodNotOfFrequency,
            Faulty = [Append(new Series { Key = Key(), Periods = { 0, 10_000, 1 }, Values = { 1, 2, 3 } })],
            Findings =
            [
                Found(FindingRule.PeriodNotOfFrequency, 2, Key(), "0", "TIME_PERIOD", "0", "2017"),
                Found(FindingRule.PeriodNotOfFrequency, 3, Key(), "10000", "TIME_PERIOD", "10000", "2017"),
            ],
            Sound = [Append(new Series { Key = Key(), Periods = { 1, 9999 }, Values = { 1, 2 } })],
        };
        yield return new StructuralFindingsCase
        {
            Fault = "an observation is stated twice in a series",
            Rule = FindingRule.DuplicateObservation,
            Faulty = [Append(Series(Key(), At("2017", 1), At("2016", 2), At("2017", 1), At("2017", 3)))],
            Findings =
            [
                Found(FindingRule.DuplicateObservation, 4, Key(), "2017", "TIME_PERIOD", "", "2"),
                Found(FindingRule.DuplicateObservation, 5, Key(), "2017", "TIME_PERIOD", "", "2"),
            ],
            Sound =
            [
                Append(Series(Key(), At("2018", 1), At("2016", 2), At("2017", 1))),
                InRow(5, Piece(SeriesAction.Delete, new Series { Key = Key(), Periods = { 2016, 2016 } })),
            ],
        };
        yield return new StructuralFindingsCase
        {
            Fault = "an observation is stated twice beside a period that cannot be read",
            Rule = FindingRule.DuplicateObservation,
            Faulty = [WithCell(Append(Series(Key(), At("2017", 1), At("2016", 2), At("2017", 3))), "TIME_PERIOD", "?", 1)],
            Findings =
            [
                Found(FindingRule.PeriodNotOfFrequency, 3, Key(), "?", "TIME_PERIOD", "?", "2017"),
                Found(FindingRule.DuplicateObservation, 4, Key(), "2017", "TIME_PERIOD", "", "2"),
            ],
            Sound = [Append(Series(Key(), At("2017", 1), At("2016", 2)))],
        };
    }

    // A fault of the key concerns every row of the series.
    private static StructuralFindingsCase OfKey(
        string fault, FindingRule rule, SeriesKey key, string concept, string value, string expected, SeriesKey sound) => new()
        {
            Fault = fault,
            Rule = rule,
            Faulty = [Two(key)],
            Findings = FoundAtEachRow(rule, key, concept, value, expected),
            Sound = [Two(sound)],
        };

    private static SeriesKey BySex(string sex) => new(Key()) { Sex = sex };
}
