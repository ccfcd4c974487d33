using StatExchange.V1;
using static StatExchange.FunctionalTests.Infrastructure.Figures;
using static StatExchange.FunctionalTests.Submissions.FindingCase;
using static StatExchange.V1.FindingRule;

namespace StatExchange.FunctionalTests.Submissions;

/// <summary>The faults that the structural rules find. BRD_ENTRY_TOT has a counterpart area, no sex, and counts events.</summary>
internal static class FindingCases
{
    private static readonly string Longest = new('x', 200);

    public static readonly IReadOnlyDictionary<string, FindingCase> All = WrongCodes.Concat(WrongKeys).Concat(WrongPeriods)
        .Concat(WrongValues).Concat(WrongAttributes).Concat(Duplicates).Concat(WrongRows).ToDictionary(entry => entry.Name, entry => entry.Case, StringComparer.Ordinal);

    private static IEnumerable<(string Name, FindingCase Case)> WrongCodes =>
    [
        ("A country by three letters", Of(
            piece => piece.Series.Key.CounterpartArea = "CHN",
            piece => piece.Series.Key.CounterpartArea = "CN",
            BothRows(UnknownCode, "COUNTERPART_AREA", "CHN", "CN"))),
        ("A country by its English name", Of(
            piece => piece.Series.Key.RefArea = "Armenia",
            piece => piece.Series.Key.RefArea = "AM",
            BothRows(UnknownCode, "REF_AREA", "Armenia", "AM"))),
        ("A country by its Russian name", Of(
            piece => piece.Series.Key.RefArea = "Казахстан",
            piece => piece.Series.Key.RefArea = "KZ",
            BothRows(UnknownCode, "REF_AREA", "Казахстан", "KZ"))),
        ("An indicator misspelt", Of(
            piece => piece.Series.Key.Indicator = "BRD_ENTRY_TOTAL",
            piece => piece.Series.Key.Indicator = "BRD_ENTRY_TOT",
            BothRows(UnknownCode, "INDICATOR", "BRD_ENTRY_TOTAL", "BRD_ENTRY_TOT"))),
        ("A frequency by its name", Of(
            piece => piece.Series.Key.Freq = "Annual",
            piece => piece.Series.Key.Freq = "A",
            BothRows(UnknownCode, "FREQ", "Annual", "A"))),
        ("A total of reporting areas", Of(
            piece => piece.Series.Key.RefArea = "_T",
            piece => piece.Series.Key.CounterpartArea = "_T",
            BothRows(UnknownCode, "REF_AREA", "_T"))),
        ("A status in lower case", Of(
            piece => piece.Series.ObsStatus = "Ae",
            piece => piece.Series.ObsStatus = "AE",
            new Fault(UnknownCode, 4, "OBS_STATUS", "e", "E", "2017"))),
        ("A status by its name", Of(
            piece => piece.RawCells.Add(Raw(1, "OBS_STATUS", "Estimated value")),
            piece => piece.Series.ObsStatus = "AE",
            new Fault(UnknownCode, 4, "OBS_STATUS", "Estimated value", "E", "2017"))),
        ("A confidentiality status that is none", Of(
            piece => piece.Series.ConfStatus = "zF",
            piece => piece.Series.ConfStatus = "FF",
            new Fault(UnknownCode, 3, "CONF_STATUS", "z", "", "2016"))),
    ];

    private static IEnumerable<(string Name, FindingCase Case)> WrongKeys =>
    [
        ("No reporting area", Of(
            piece => piece.Series.Key.RefArea = "",
            piece => piece.Series.Key.CounterpartArea = "",
            BothRows(MissingDimension, "REF_AREA", ""))),
        ("No frequency", Of(
            piece => piece.Series.Key.Freq = "",
            piece => piece.Series.Key.DataProvider = "",
            BothRows(MissingDimension, "FREQ", ""))),
        ("No indicator", Of(
            piece => piece.Series.Key.Indicator = "",
            piece => (piece.Action, piece.Series.Key.Indicator) = (SeriesAction.Delete, ""),
            BothRows(MissingDimension, "INDICATOR", ""))),
        ("A breakdown that the indicator does not have", Of(
            piece => piece.Series.Key.Sex = "F",
            piece => piece.Series.Key.Sex = "_Z",
            BothRows(DimensionNotOfIndicator, "SEX", "F", "_Z"))),
        ("The total of a breakdown that the indicator does not have", Of(
            piece => piece.Series.Key.Sex = "_T",
            piece => piece.Series.Key.Sex = "",
            BothRows(DimensionNotOfIndicator, "SEX", "_T", "_Z"))),
        ("A breakdown not applicable though the indicator has it", Of(
            piece => piece.Series.Key.CounterpartArea = "_Z",
            piece => piece.Series.Key.CounterpartArea = "_T",
            BothRows(DimensionNotOfIndicator, "COUNTERPART_AREA", "_Z", "_T"))),
        ("Figures of another organisation", Of(
            piece => piece.Series.Key.DataProvider = "KZ.BNS",
            piece => piece.Series.Key.DataProvider = Provider,
            BothRows(ForeignProvider, "DATA_PROVIDER", "KZ.BNS", Provider))),
    ];

    private static IEnumerable<(string Name, FindingCase Case)> WrongPeriods =>
    [
        ("A period of another frequency", Of(
            piece => piece.RawCells.Add(Raw(1, "TIME_PERIOD", "2017-Q1")),
            piece => (piece.Series.Key.Freq, piece.Series.Periods[1]) = ("Q", 2017 * 4),
            new Fault(PeriodNotOfFrequency, 4, "TIME_PERIOD", "2017-Q1", "2017", "2017-Q1"))),
        ("Ordinals before the first and after the last period", Of(
            piece => (piece.Series.Periods[0], piece.Series.Periods[1]) = (0, 10_000),
            piece => (piece.Series.Periods[0], piece.Series.Periods[1]) = (1, 9999),
            new Fault(PeriodNotOfFrequency, 3, "TIME_PERIOD", "0", "2017", "0"),
            new Fault(PeriodNotOfFrequency, 4, "TIME_PERIOD", "10000", "2017", "10000"))),
        ("A month that the year does not have", Of(
            piece => (piece.Series.Key.Freq, piece.Series.Periods[1]) = ("M", 11),
            piece => (piece.Series.Key.Freq, piece.Series.Periods[1]) = ("M", 12),
            new Fault(PeriodNotOfFrequency, 4, "TIME_PERIOD", "11", "2017-01", "11"))),
        ("A deletion of a period that is none", Of(
            piece =>
            {
                piece.Action = SeriesAction.Delete;
                piece.RawCells.Add(Raw(0, "TIME_PERIOD", "last year"));
            },
            piece => piece.Action = SeriesAction.Delete,
            new Fault(PeriodNotOfFrequency, 3, "TIME_PERIOD", "last year", "2017", "last year"))),
    ];

    private static IEnumerable<(string Name, FindingCase Case)> WrongValues =>
    [
        ("No value in an append", Of(
            piece => Gap(piece, 1),
            piece => Gap(piece, 1).Series.ObsStatus = "AL",
            new Fault(ValueMissing, 4, "OBS_VALUE", "", "A", "2017"))),
        ("No value in a replacement", Of(
            piece => (Gap(piece, 0, 1).Action, piece.Series.ObsStatus) = (SeriesAction.Replace, ".E"),
            piece => (Gap(piece, 0, 1).Action, piece.Series.ObsStatus) = (SeriesAction.Merge, ".E"),
            new Fault(ValueMissing, 3, "OBS_VALUE", "", "A", "2016"),
            new Fault(ValueMissing, 4, "OBS_VALUE", "", "E", "2017"))),
        ("A value with a status that goes without", new FindingCase(
            [[Append(Series(Key(), "HLMOQ".Select((status, i) => At($"{2001 + i}", i + 0.5m, status))), firstRow: 3)]],
            [[Append(Series(Key(), "HLMOQ".Select((status, i) => At($"{2001 + i}", null, status)).Append(At("2010", 1m, 'N'))), firstRow: 3)]],
            [.. "HLMOQ".Select((status, i) => new Fault(ValueForbidden, 3 + i, "OBS_VALUE", $"{i}.5", $"{status}", $"{2001 + i}"))])),
        ("A thousands separator", Of(
            piece => Gap(piece, 1).RawCells.Add(Raw(1, "OBS_VALUE", "94 817")),
            piece => piece.Series.Values[1] = 94817,
            new Fault(NotANumber, 4, "OBS_VALUE", "94 817", "", "2017"))),
        ("A comma where a point is required", Of(
            piece => Gap(Decimals(piece, 1), 1).RawCells.Add(Raw(1, "OBS_VALUE", "94,8")),
            piece => (piece.Series.Decimals, piece.Series.Values[1]) = (1, 948),
            new Fault(NotANumber, 4, "OBS_VALUE", "94,8", "", "2017"))),
        ("Digits of another script", Of(
            piece => Gap(piece, 1).RawCells.Add(Raw(1, "OBS_VALUE", "١٢")),
            piece => piece.Series.Values[1] = 12,
            new Fault(NotANumber, 4, "OBS_VALUE", "١٢", "", "2017"))),
        ("A value with more decimals than DECIMALS", Of(
            piece => Gap(Decimals(piece, 1), 1).RawCells.Add(Raw(1, "OBS_VALUE", "1.25")),
            piece => (piece.Series.Decimals, piece.Series.Values[1]) = (2, 125),
            new Fault(TooManyDecimals, 4, "OBS_VALUE", "1.25", "1", "2017"))),
        ("More decimals than there can be", Of(
            piece => piece.Series.Decimals = 16,
            piece => piece.Series.Decimals = 15,
            BothRows(TooManyDecimals, "DECIMALS", "16"))),
        ("Fewer decimals than none", Of(
            piece => piece.Series.Decimals = -1,
            piece => piece.Series.Decimals = 0,
            BothRows(TooManyDecimals, "DECIMALS", "-1"))),
        ("DECIMALS in words", Of(
            piece => piece.RawCells.Add(Raw(0, "DECIMALS", "two")),
            piece => piece.Series.Decimals = 2,
            new Fault(TooManyDecimals, 3, "DECIMALS", "two"))),
        ("A value of more digits than 64 bits hold", Of(
            piece => Gap(Decimals(piece, 1), 1).RawCells.Add(Raw(1, "OBS_VALUE", "-1234567890123456789.0")),
            piece => (piece.Series.Decimals, piece.Series.Values[1]) = (1, -123456789012345678),
            new Fault(ValueOutOfRange, 4, "OBS_VALUE", "-1234567890123456789.0", "", "2017"))),
        ("A value with a confidentiality status", Of(
            piece => piece.Series.ConfStatus = "FC",
            piece => (Gap(piece, 1).Series.ObsStatus, piece.Series.ConfStatus) = ("AQ", "FC"),
            new Fault(ConfidentialValue, 4, "CONF_STATUS", "C", "", "2017"))),
        ("A merge that only sets the confidentiality status", Of(
            piece => (Gap(piece, 0, 1).Action, piece.Series.ObsStatus, piece.Series.ConfStatus) = (SeriesAction.Merge, "..", "N."),
            piece => (Gap(piece, 0, 1).Action, piece.Series.ObsStatus, piece.Series.ConfStatus) = (SeriesAction.Merge, "..", "F."),
            new Fault(ConfidentialValue, 3, "CONF_STATUS", "N", "", "2016"))),
    ];

    private static IEnumerable<(string Name, FindingCase Case)> WrongAttributes =>
    [
        ("Another unit than the catalogue's", Of(
            piece => piece.Series.UnitMeasure = "PERSON",
            piece => piece.Series.UnitMeasure = "EVENT",
            BothRows(UnitContradictsCatalogue, "UNIT_MEASURE", "PERSON", "EVENT"))),
        ("Another multiplier than the catalogue's", Of(
            piece => piece.Series.UnitMult = 3,
            piece => piece.Series.UnitMult = 0,
            BothRows(UnitContradictsCatalogue, "UNIT_MULT", "3", "0"))),
        ("Units for an indicator in thousands", Of(
            piece => (piece.Series.Key.Indicator, piece.Series.Key.CounterpartArea, piece.Series.UnitMult) = ("CTX_LF_TOT", "", 0),
            piece => (piece.Series.Key.Indicator, piece.Series.Key.CounterpartArea, piece.Series.UnitMult) = ("CTX_LF_TOT", "", 3),
            BothRows(UnitContradictsCatalogue, "UNIT_MULT", "0", "3"))),
        ("A multiplier in words", Of(
            piece => piece.RawCells.Add(Raw(1, "UNIT_MULT", "thousands")),
            piece => piece.Series.ClearUnitMult(),
            new Fault(UnitContradictsCatalogue, 4, "UNIT_MULT", "thousands", "0"))),
        ("A source of too many characters", Of(
            piece => piece.Series.Source = new string('x', 1001),
            piece => piece.Series.Source = new string('x', 1000),
            BothRows(TextTooLong, "SOURCE", Longest + "…", "1000"))),
        ("A comment of too many characters", Of(
            piece => piece.Series.Comments.Add(Comment(1, "en", new string('x', 4001))),
            piece => piece.Series.Comments.Add(Comment(1, "en", new string('x', 4000))),
            new Fault(TextTooLong, 4, "COMMENT_OBS", Longest + "…", "4000", "2017"))),
        ("A comment in no language", Of(
            piece => piece.Series.Comments.Add(Comment(0, "English", "a note")),
            piece => piece.Series.Comments.Add(Comment(0, "kaz", "a note")),
            new Fault(TextTooLong, 3, "COMMENT_OBS", "a note", "4000", "2016"))),
    ];

    private static IEnumerable<(string Name, FindingCase Case)> Duplicates =>
    [
        ("A period twice in a piece", Of(
            piece => piece.Series.Periods[1] = 2016,
            piece => piece.Series.Periods[1] = 2015,
            new Fault(DuplicateObservation, 4, "TIME_PERIOD", "", "3", "2016"))),
        ("A period twice beside one that is none", new FindingCase(
            [[Three(2016, 0, 2016)]],
            [[Three(2016, 1, 2015)]],
            [
                new Fault(PeriodNotOfFrequency, 4, "TIME_PERIOD", "0", "2017", "0"),
                new Fault(DuplicateObservation, 5, "TIME_PERIOD", "", "3", "2016"),
            ])),
        ("A period twice without rows", Of(
            piece =>
            {
                piece.Series.Periods[1] = 2016;
                piece.Rows.Clear();
            },
            piece => piece.Rows.Clear(),
            new Fault(DuplicateObservation, 0, "TIME_PERIOD", "", "", "2016"))),
        ("A period in two pieces of a batch", new FindingCase(
            [[Periods(3, "2016", "2017"), Periods(7, "2018", "2016")]],
            [[Periods(3, "2016", "2017"), Periods(7, "2018", "2019")]],
            [Twice(8, "3", "2016")])),
        ("A period in three batches", new FindingCase(
            [[Periods(3, "2016")], [Periods(7, "2016")], [Periods(9, "2016", "2017")]],
            [[Periods(3, "2016")], [Periods(7, "2015")], [Periods(9, "2017")]],
            [Twice(7, "3", "2016", batch: 3), Twice(9, "3", "2016", batch: 4)])),
        ("A series once with a breakdown left empty and once with its total", new FindingCase(
            [[Append(Series(Key(counterpart: ""), At("2016", 1m)), 3)], [Append(Series(Key(counterpart: "_T"), At("2016", 1m)), 7)]],
            [[Append(Series(Key(counterpart: ""), At("2016", 1m)), 3)], [Append(Series(Key(counterpart: "RU"), At("2017", 1m)), 7)]],
            [Twice(7, "3", "2016", batch: 3, counterpart: "_T")])),
        ("A replacement of what the submission appends", new FindingCase(
            [[Periods(3, "2016")], [Periods(7, "2016").With(SeriesAction.Replace)]],
            [[Periods(3, "2016")], [Periods(7, "2016").With(SeriesAction.Delete)]],
            [Twice(7, "3", "2016", batch: 3)])),
        ("A deletion of another period between the two", new FindingCase(
            [[Periods(3, "2016"), Periods(5, "2017").With(SeriesAction.Delete), Periods(7, "2016")]],
            [[Periods(3, "2016"), Periods(5, "2016").With(SeriesAction.Delete), Periods(7, "2016")]],
            [Twice(7, "3", "2016")])),
        ("A deletion of other series between the two", new FindingCase(
            [[Periods(3, "2016"), Wildcard(5, "RU")], [Periods(7, "2016")]],
            [[Periods(3, "2016"), Wildcard(5, "CN")], [Periods(7, "2016")]],
            [Twice(7, "3", "2016", batch: 3)])),
        ("A deletion after the first of three", new FindingCase(
            [[Periods(3, "2016"), Wildcard(5, "")], [Periods(7, "2016"), Periods(9, "2016")]],
            [[Periods(3, "2016"), Wildcard(5, "")], [Periods(7, "2016"), Periods(9, "2017")]],
            [Twice(9, "7", "2016", batch: 3)])),
    ];

    private static IEnumerable<(string Name, FindingCase Case)> WrongRows =>
    [
        ("A row of another dataflow", Of(
            piece => piece.RawCells.Add(Raw(1, "DATAFLOW", "PPMO:MIGRATION_PROFILE(2.0)")),
            piece => { },
            new Fault(WrongDataflow, 4, "DATAFLOW", "PPMO:MIGRATION_PROFILE(2.0)", "PPMO:MIGRATION_PROFILE(1.0)"))),
        ("An action that is none", Of(
            piece => piece.RawCells.Add(Raw(0, "ACTION", "X")),
            piece => piece.Action = SeriesAction.Unspecified,
            new Fault(ActionNotSupported, 3, "ACTION", "X"))),
        ("A row with other cells than the header", new FindingCase(
            [[new StagedSeries { Series = new Series { Key = new SeriesKey() }, Rows = { 3 }, RawCells = { Raw(0, "", "KZ;CN;2016") } }]],
            [[Periods(3, "2016")]],
            [new Fault(RowUnreadable, 3, "", "KZ;CN;2016")])),
        ("A damaged file", Of(
            piece =>
            {
                piece.Series.Key.CounterpartArea = "\0\0";
                piece.Series.ObsStatus = "A\0";
                piece.Series.Source = "Sur\0vey";
                piece.Series.Comments.Add(Comment(0, "en", "a no\0te"));
                piece.RawCells.Add(Raw(1, "TIME_PERIOD", "20\u000017"));
            },
            piece => piece.Series.Source = "Survey",
            Damaged(UnknownCode, 3, "COUNTERPART_AREA", "\uFFFD\uFFFD"),
            Damaged(RowUnreadable, 3, "SOURCE", "Sur\uFFFDvey"),
            Damaged(RowUnreadable, 3, "COMMENT_OBS", "a no\uFFFDte", period: "2016"),
            Damaged(UnknownCode, 4, "COUNTERPART_AREA", "\uFFFD\uFFFD"),
            Damaged(RowUnreadable, 4, "SOURCE", "Sur\uFFFDvey"),
            Damaged(PeriodNotOfFrequency, 4, "TIME_PERIOD", "20\uFFFD17", "2017", "20\uFFFD17"),
            Damaged(UnknownCode, 4, "OBS_STATUS", "\uFFFD", period: "2017"))),
        ("Several faults in one row", Of(
            piece =>
            {
                piece.Series.ObsStatus = "Qz";
                piece.Series.ConfStatus = "FC";
                piece.Series.Comments.Add(Comment(1, "", "in no language"));
            },
            piece => { },
            new Fault(ValueForbidden, 3, "OBS_VALUE", "1", "Q", "2016"),
            new Fault(UnknownCode, 4, "OBS_STATUS", "z", "", "2017"),
            new Fault(ConfidentialValue, 4, "CONF_STATUS", "C", "", "2017"),
            new Fault(TextTooLong, 4, "COMMENT_OBS", "in no language", "4000", "2017"))),
    ];

    private static Fault Damaged(FindingRule rule, int row, string concept, string value, string expected = "", string period = "") =>
        new(rule, row, concept, value, expected, period, Key: Key(counterpart: "\uFFFD\uFFFD"));

    private static RawCell Raw(int position, string concept, string text) => new() { Position = position, Concept = concept, Text = text };

    private static ObservationComment Comment(int position, string language, string text) => new() { Position = position, Text = { [language] = text } };

    private static StagedSeries Gap(StagedSeries piece, params ReadOnlySpan<int> positions)
    {
        foreach (var position in positions)
            piece.Series.WithoutValue.Add(position);
        return piece;
    }

    private static StagedSeries Decimals(StagedSeries piece, int decimals)
    {
        piece.Series.Decimals = decimals;
        return piece;
    }

    private static StagedSeries Three(params ReadOnlySpan<int> periods)
    {
        var piece = Periods(3, "2001", "2002", "2003");
        for (var i = 0; i < periods.Length; i++)
            piece.Series.Periods[i] = periods[i];
        return piece;
    }

    private static StagedSeries Periods(int firstRow, params IEnumerable<string> periods) =>
        Append(Series(Key(), periods.Select(period => At(period, 1m))), firstRow);

    private static StagedSeries With(this StagedSeries piece, SeriesAction action)
    {
        piece.Action = action;
        return piece;
    }

    /// <summary>Deletes all indicators and frequencies with a counterpart.</summary>
    private static StagedSeries Wildcard(int row, string counterpart) =>
        Do(SeriesAction.Delete, new Series { Key = new SeriesKey { RefArea = "KZ", CounterpartArea = counterpart } }, row);

    /// <summary>A duplicate that is found when all is there: its series has no empty dimension then.</summary>
    private static Fault Twice(int row, string first, string period, int batch = 2, string counterpart = "CN") =>
        new(DuplicateObservation, row, "TIME_PERIOD", "", first, period, batch, Whole(Key(counterpart: counterpart, provider: Provider)));

    private static SeriesKey Whole(SeriesKey key)
    {
        string[] breakdowns = ["CITIZENSHIP", "COUNTERPART_AREA", "REASON", "BORDER_TYPE"];
        foreach (var dimension in Dimension.All.Where(dimension => dimension.Get(key).Length == 0))
            dimension.Set(key, breakdowns.Contains(dimension.Id) ? "_T" : "_Z");
        return key;
    }
}
