using System.Globalization;
using System.Text;
using Google.Protobuf.Collections;
using StatExchange.Server.Access;
using StatExchange.Server.Catalogue;
using StatExchange.Server.Errors;
using StatExchange.V1;
using FieldViolation = StatExchange.Server.Errors.FieldViolation;

namespace StatExchange.Server.Methodology;

/// <summary>Checks notes and explanations before they are kept.</summary>
internal sealed class MethodologyCheck
{
    private const int MostNotes = 1000;
    private const int MaxTextLength = 4000;

    private readonly CatalogueSnapshot _catalogue;
    private readonly List<FieldViolation> _faults = [];
    private (string Caller, string Needed)? _foreign;

    private MethodologyCheck(CatalogueSnapshot catalogue) => _catalogue = catalogue;

    /// <summary>All that is wrong, each with what to do instead.</summary>
    public IReadOnlyList<FieldViolation> Faults => _faults;

    /// <summary>Checks that notes are the caller's and say something of indicators of the catalogue.</summary>
    public static MethodologyCheck Of(IReadOnlyList<MethodologyNote> notes, Caller caller, CatalogueSnapshot catalogue)
    {
        var check = new MethodologyCheck(catalogue);
        check.Require(notes.Count is > 0 and <= MostNotes, "notes", $"there are {notes.Count}; save 1 to {MostNotes} at a time");
        var indicators = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, note) in notes.Take(MostNotes).Index())
        {
            var path = $"notes[{index}]";
            if (note.Organisation.Length == 0 || caller.MaySaveMethodologyOf(note.Organisation))
                check.Require(indicators.Add(note.Indicator), $"{path}.indicator", $"another note is of {note.Indicator} too; put all its texts into one note");
            else
                check.AddForeign(note, caller, path);
            check.Check(note, path);
        }

        return check;
    }

    /// <summary>Requires an entry about a corridor of the catalogue.</summary>
    /// <exception cref="ExchangeException">It is not.</exception>
    public static void Require(AddMirrorExplanationRequest request, CatalogueSnapshot catalogue)
    {
        var check = new MethodologyCheck(catalogue);
        var key = request.Key ?? throw ExchangeException.InvalidField("key", "it is missing");
        check.CheckTexts("text", request.Text);
        check.Require(request.Text.Count > 0, "text", "it is empty; say in a language at least why both sides differ");
        check.RequireOneArea("key.ref_area", key.RefArea);
        check.RequireOneArea("key.counterpart_area", key.CounterpartArea);
        check.Require(
            key.RefArea.Length == 0 || key.RefArea != key.CounterpartArea, "key.counterpart_area", $"'{key.CounterpartArea}' is the reporting area itself; name the area at the other end");
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

    /// <summary>Refuses what has faults.</summary>
    /// <exception cref="ExchangeException">It has; all of them are named at once.</exception>
    public void ThrowIfFaulty()
    {
        if (_faults.Count == 0)
            return;
        (string, string)[] metadata = _foreign is { } foreign ? [("organisation", foreign.Caller), ("needed", foreign.Needed)] : [];
        throw new ExchangeException(
            _foreign is null ? ErrorReason.RequestInvalid : ErrorReason.NotAllowed,
            $"The request has faults: {string.Join("; ", _faults.Take(5).Select(fault => $"{fault.Field}: {fault.Description}"))}.",
            metadata)
        {
            FieldViolations = _faults,
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

    private void AddForeign(MethodologyNote note, Caller caller, string path)
    {
        _foreign ??= (caller.Organisation, note.Organisation);
        _faults.Add(new FieldViolation(
            $"{path}.organisation",
            $"'{note.Organisation}' is another organisation than {caller.Organisation}, which the caller acts for; each saves its own notes: take the note out"));
    }

    private void Check(MethodologyNote note, string path)
    {
        var nearest = _catalogue.Codelist("CL_INDICATOR").Nearest(note.Indicator);
        Require(
            _catalogue.FindIndicator(note.Indicator) is not null, $"{path}.indicator",
            $"'{note.Indicator}' is no indicator; {(nearest.Length > 0 ? $"the nearest is '{nearest}'" : "give a code of CL_INDICATOR")}");
        Require(Enum.IsDefined(note.SourceType), $"{path}.source_type", "it is none of the values it may have");
        (string Field, MapField<string, string> Text)[] texts =
        [
            ("definition", note.Definition), ("counting_rules", note.CountingRules), ("deviations", note.Deviations), ("coverage", note.Coverage), ("source", note.Source),
        ];
        Require(
            texts.Any(entry => entry.Text.Count > 0), path, $"it says nothing; give a text at least: {string.Join(", ", texts.Select(entry => entry.Field))}");
        foreach (var (field, text) in texts)
            CheckTexts($"{path}.{field}", text);
    }

    private void CheckTexts(string field, MapField<string, string> texts)
    {
        foreach (var (language, text) in texts)
        {
            Require(LanguageCodes.Contains(language), $"{field}[{language}].key", $"'{language}' is no language; give a code of ISO 639-1, such as en or ru");
            Require(text.EnumerateRunes().Any(IsSeen), $"{field}[{language}]", "it says nothing; write a text, or leave the language out");
            Require(!text.Contains('\0'), $"{field}[{language}]", "it has the character NUL; take it out");
            Require(
                text.Trim().Length <= MaxTextLength, $"{field}[{language}]",
                string.Create(CultureInfo.InvariantCulture, $"it has {text.Trim().Length:N0} characters; shorten it to {MaxTextLength:N0}"));
        }
    }

    private static bool IsSeen(Rune rune) => !Rune.IsWhiteSpace(rune) && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Format or UnicodeCategory.Control);

    // Totals and what is no area at all have no other side.
    private void RequireOneArea(string field, string area) =>
        Require(!area.StartsWith('_'), field, $"'{area}' is no single area, and has no other side; name an area such as AM");

    private void Require(bool holds, string field, string description)
    {
        if (!holds)
            _faults.Add(new FieldViolation(field, description));
    }
}
