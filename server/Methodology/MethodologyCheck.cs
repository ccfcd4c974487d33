using Google.Protobuf.Collections;
using StatExchange.Server.Catalogue;
using StatExchange.Server.Errors;
using StatExchange.V1;
using FieldViolation = StatExchange.Server.Errors.FieldViolation;

namespace StatExchange.Server.Methodology;

/// <summary>Checks notes and explanations before they are kept.</summary>
internal sealed class MethodologyCheck(CatalogueSnapshot catalogue)
{
    private const int MostNotes = 1000;
    private const int MaxTextLength = 4000;
    private const int MaxLanguageLength = 3;

    private readonly List<FieldViolation> _faults = [];

    /// <summary>Requires notes that say something of indicators of the catalogue.</summary>
    /// <exception cref="ExchangeException">One does not; all faults are named at once.</exception>
    public static void Require(IReadOnlyList<MethodologyNote> notes, CatalogueSnapshot catalogue)
    {
        var check = new MethodologyCheck(catalogue);
        check.Require(notes.Count is > 0 and <= MostNotes, "notes", $"there are not 1 to {MostNotes}");
        foreach (var (index, note) in notes.Take(MostNotes).Index())
            check.Check(note, $"notes[{index}]");
        foreach (var twice in notes.CountBy(note => note.Indicator, StringComparer.Ordinal).Where(entry => entry.Value > 1))
            check.Require(false, "notes", $"several are of {twice.Key}");
        check.ThrowIfFaulty();
    }

    /// <summary>Requires an entry about a corridor of the catalogue.</summary>
    /// <exception cref="ExchangeException">It is not.</exception>
    public static void Require(AddMirrorExplanationRequest request, CatalogueSnapshot catalogue)
    {
        var check = new MethodologyCheck(catalogue);
        var key = request.Key ?? throw ExchangeException.InvalidField("key", "it is missing");
        check.CheckTexts("text", request.Text);
        check.Require(request.Text.Count > 0, "text", "it is empty");
        check.ThrowIfFaulty();
        RequireCode("INDICATOR", key.Indicator, "key.indicator", catalogue);
        RequireCode("REF_AREA", key.RefArea, "key.ref_area", catalogue);
        RequireCode("COUNTERPART_AREA", key.CounterpartArea, "key.counterpart_area", catalogue);
        if (catalogue.FindIndicator(key.Indicator)!.MirrorIndicator is null)
        {
            throw new ExchangeException(
                ErrorReason.IndicatorWithoutMirror, $"No indicator records what {key.Indicator} does from the other side.", ("indicators", key.Indicator));
        }

        var (start, end) = (Period("start_period", request.StartPeriod), Period("end_period", request.EndPeriod));
        if (start?.FirstDay > end?.LastDay)
            throw ExchangeException.InvalidField("end_period", "it is over before start_period begins");
    }

    /// <summary>Requires a code of the codelist of a dimension.</summary>
    /// <exception cref="ExchangeException">It is none.</exception>
    public static void RequireCode(string concept, string code, string field, CatalogueSnapshot catalogue)
    {
        if (catalogue.Codelist(Dimension.Find(concept)!.Codelist).Find(code) is not null)
            return;
        throw new ExchangeException(ErrorReason.UnknownCode, $"There is no such code: {concept}={code}.", ("codes", $"{concept}={code}"))
        {
            FieldViolations = [new FieldViolation(field, $"'{code}' is no code")],
        };
    }

    private static TimePeriod? Period(string field, string text)
    {
        if (text.Length == 0)
            return null;
        if (TimePeriod.TryParse(text, out var period))
            return period;
        throw new ExchangeException(ErrorReason.PeriodInvalid, $"'{text}' is no time period.", ("field", field), ("period", text))
        {
            FieldViolations = [new FieldViolation(field, $"'{text}' is no time period")],
        };
    }

    private void Check(MethodologyNote note, string path)
    {
        Require(catalogue.FindIndicator(note.Indicator) is not null, $"{path}.indicator", $"'{note.Indicator}' is no indicator");
        Require(Enum.IsDefined(note.SourceType), $"{path}.source_type", "it is none of the values it may have");
        (string Field, MapField<string, string> Text)[] texts =
        [
            ("definition", note.Definition), ("counting_rules", note.CountingRules), ("deviations", note.Deviations), ("coverage", note.Coverage), ("source", note.Source),
        ];
        Require(texts.Any(entry => entry.Text.Count > 0), path, "it says nothing");
        foreach (var (field, text) in texts)
            CheckTexts($"{path}.{field}", text);
    }

    private void CheckTexts(string field, MapField<string, string> texts)
    {
        foreach (var (language, text) in texts)
        {
            Require(language.Length is > 0 and <= MaxLanguageLength && language.All(char.IsAsciiLetterLower), field, $"'{language}' is no language such as en");
            Require(text.Length is > 0 and <= MaxTextLength && !text.Contains('\0'), $"{field}[{language}]", $"it is not of 1 to {MaxTextLength} characters");
        }
    }

    private void Require(bool holds, string field, string description)
    {
        if (!holds)
            _faults.Add(new FieldViolation(field, description));
    }

    private void ThrowIfFaulty()
    {
        if (_faults.Count == 0)
            return;
        throw new ExchangeException(ErrorReason.RequestInvalid, $"The request has faults: {string.Join("; ", _faults.Take(5).Select(fault => $"{fault.Field}: {fault.Description}"))}.")
        {
            FieldViolations = _faults,
        };
    }
}
