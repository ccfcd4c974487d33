using System.Globalization;
using StatExchange.V1;
using static StatExchange.FunctionalTests.Infrastructure.Figures;
using static StatExchange.FunctionalTests.Submissions.StructuralFindingsCase;

namespace StatExchange.FunctionalTests.Submissions;

/// <content>Values, statuses, texts and attributes.</content>
internal static partial class StructuralFindingsCases
{
    private const int MaxComment = 4000;
    private const int MaxSource = 1000;
    private const string TooLong = "1234567890123456789012345";

    private static IEnumerable<StructuralFindingsCase> Values()
    {
        yield return OfValue("a status is unknown", FindingRule.UnknownCode, One(1, 'e'), "OBS_STATUS", "e", "E", One(1, 'E'));
        yield return OfValue(
            "a status is a word", FindingRule.UnknownCode,
            WithCell(One(1, '.'), "OBS_STATUS", "Est."), "OBS_STATUS", "Est.", "E", One(1, '.'));
        yield return OfValue(
            "a gap has an unknown status", FindingRule.UnknownCode, One(null, 'l'), "OBS_STATUS", "l", "L", One(null, 'L'));
        yield return OfValue(
            "a gap has a word for a status", FindingRule.UnknownCode,
            WithCell(One(null, '.'), "OBS_STATUS", "Missing value"), "OBS_STATUS", "Missing value", "O", One(null, 'O'));
        yield return OfValue(
            "a confidentiality status is unknown", FindingRule.UnknownCode,
            One(1, change: Confidential('f')), "CONF_STATUS", "f", "F", One(1, change: Confidential('F')));
        yield return OfValue(
            "a confidentiality status is a word", FindingRule.UnknownCode,
            WithCell(One(1), "CONF_STATUS", "Free"), "CONF_STATUS", "Free", "F", One(1, change: Confidential('.')));

        // An append states each observation whole; a merge only what it changes.
        yield return OfValue(
            "an append has no value", FindingRule.ValueMissing,
            One(null), "OBS_VALUE", "", "A", Doing(SeriesAction.Merge, One(null)));
        yield return OfValue(
            "a replacement has no value", FindingRule.ValueMissing,
            Doing(SeriesAction.Replace, One(null, 'E')), "OBS_VALUE", "", "E", Doing(SeriesAction.Merge, One(null, 'E')));
        yield return OfValue(
            "an observation has neither value nor status", FindingRule.ValueMissing,
            One(null, '.'), "OBS_VALUE", "", "A", One(null, 'M'));
        yield return OfValue("a gap has a value", FindingRule.ValueForbidden, One(5.50m, 'L'), "OBS_VALUE", "5.50", "L", One(0));
        yield return OfValue(
            "a merged gap has a value", FindingRule.ValueForbidden,
            Doing(SeriesAction.Merge, One(0, 'Q')), "OBS_VALUE", "0", "Q", Doing(SeriesAction.Merge, One(null, 'Q')));

        yield return OfCell("a value is a word", FindingRule.NotANumber, "n.a.");
        yield return OfCell("a value has separators of thousands", FindingRule.NotANumber, "1 234");
        yield return OfCell("a value has a decimal comma that the file does not announce", FindingRule.NotANumber, "1,50");
        yield return OfCell("a value has other than ASCII digits", FindingRule.NotANumber, "١٢٣");
        yield return OfCell("a value has more decimals than DECIMALS", FindingRule.TooManyDecimals, "1.234", "2");
        yield return OfCell("a value has more digits than can be held", FindingRule.ValueOutOfRange, TooLong);
        yield return OfCell(
            "a value has more digits than can be held with its decimals", FindingRule.ValueOutOfRange, "123456789012345678.5");

        yield return OfValue(
            "a value has the flag that the receiver sets", FindingRule.ConfidentialValue,
            One(5, change: Confidential('S')), "CONF_STATUS", "S", "", One(5, change: Confidential('C')));
        yield return OfValue(
            "a merge would set the receiver's flag", FindingRule.ConfidentialValue,
            Doing(SeriesAction.Merge, One(null, '.', Confidential('S'))), "CONF_STATUS", "S", "",
            Doing(SeriesAction.Merge, One(null, '.', Confidential('N'))));
    }

    private static IEnumerable<StructuralFindingsCase> Attributes()
    {
        yield return OfAttribute(
            "a unit is not the indicator's", FindingRule.UnitContradictsCatalogue,
            series => series.UnitMeasure = "PERSON", "UNIT_MEASURE", "PERSON", "EVENT", series => series.UnitMeasure = "EVENT");
        yield return OfAttribute(
            "a multiplier is not the indicator's", FindingRule.UnitContradictsCatalogue,
            series => series.UnitMult = 3, "UNIT_MULT", "3", "0", series => series.UnitMult = 0);
        yield return OfAttribute(
            "there are more decimals than any value may have", FindingRule.TooManyDecimals,
            series => series.Decimals = 16, "DECIMALS", "16", "", series => series.Decimals = 15);
        yield return OfAttribute(
            "a source is too long", FindingRule.TextTooLong, series => series.Source = Text(MaxSource + 1),
            "SOURCE", Text(200) + "…", "1000", series => series.Source = Text(MaxSource));
        yield return OfRow(
            "a multiplier is a word", FindingRule.UnitContradictsCatalogue,
            WithCell(Two(Key()), "UNIT_MULT", "thousands", 1), "UNIT_MULT", "thousands", "0", Two(Key()));
        yield return OfRow(
            "decimals are a word", FindingRule.TooManyDecimals,
            WithCell(Two(Key()), "DECIMALS", "two", 1), "DECIMALS", "two", "", Two(Key()));

        yield return OfValue(
            "a comment is too long", FindingRule.TextTooLong,
            One(1, change: Comment("en", MaxComment + 1)), "COMMENT_OBS", Text(200) + "…", "4000",
            One(1, change: Comment("en", MaxComment)));
        yield return OfValue(
            "a comment holds what no text has", FindingRule.TextUnreadable,
            One(1, change: series => series.Comments.Add(new ObservationComment { Text = { ["en"] = "a no\0te" } })), "COMMENT_OBS", "a no\uFFFDte", "",
            One(1, change: series => series.Comments.Add(new ObservationComment { Text = { ["en"] = "a note" } })));
        yield return OfAttribute(
            "a source holds what no text has", FindingRule.TextUnreadable, series => series.Source = "Sur\0vey", "SOURCE", "Sur\uFFFDvey", "",
            series => series.Source = "Survey");
        yield return OfValue(
            "a comment is in no language", FindingRule.TextTooLong,
            One(1, change: Comment("English", 3)), "COMMENT_OBS", Text(3), "4000", One(1, change: Comment("kaz", 3)));
    }

    private static StructuralFindingsCase OfValue(
        string fault, FindingRule rule, StagedSeries faulty, string concept, string value, string expected, StagedSeries sound) => new()
        {
            Fault = fault,
            Rule = rule,
            Faulty = [faulty],
            Findings = [Found(rule, 2, Key(), "2016", concept, value, expected)],
            Sound = [sound],
        };

    // As clients send it: the columns hold a gap where the cell could not be read. The series has two decimals.
    private static StructuralFindingsCase OfCell(string fault, FindingRule rule, string cell, string expected = "") => OfValue(
        fault, rule, WithCell(One(null, '.', series => series.Decimals = 2), "OBS_VALUE", cell), "OBS_VALUE", cell, expected,
        One(decimal.Parse("1234567890123456.78", CultureInfo.InvariantCulture)));

    private static StructuralFindingsCase OfAttribute(
        string fault, FindingRule rule, Action<Series> faulty, string concept, string value, string expected, Action<Series> sound) => new()
        {
            Fault = fault,
            Rule = rule,
            Faulty = [Two(Key(), faulty)],
            Findings = FoundAtEachRow(rule, Key(), concept, value, expected),
            Sound = [Two(Key(), sound)],
        };

    private static StructuralFindingsCase OfRow(
        string fault, FindingRule rule, StagedSeries faulty, string concept, string value, string expected, StagedSeries sound) => new()
        {
            Fault = fault,
            Rule = rule,
            Faulty = [faulty],
            Findings = [Found(rule, 3, Key(), "", concept, value, expected)],
            Sound = [sound],
        };

    private static StagedSeries Doing(SeriesAction action, StagedSeries piece)
    {
        piece.Action = action;
        return piece;
    }

    private static Action<Series> Confidential(char status) => series => series.ConfStatus = $"{status}";

    private static Action<Series> Comment(string language, int length) =>
        series => series.Comments.Add(new ObservationComment { Text = { [language] = Text(length) } });

    private static string Text(int length) => new('ж', length);
}
