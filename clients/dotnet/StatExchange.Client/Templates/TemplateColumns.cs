using StatExchange.Client.Files;
using StatExchange.Client.Files.Workbooks;
using StatExchange.V1;

namespace StatExchange.Client.Templates;

/// <summary>The columns of a chapter's sheet.</summary>
internal sealed class TemplateColumns(TemplateContent content, TemplateWords words)
{
    private const double CodeWidth = 18;
    private const double ShortWidth = 12;
    private const double NameWidth = 34;
    private const double DefinitionWidth = 50;
    private const double CommentWidth = 36;

    private static readonly string Indicator = TemplateLayout.KeyConcept(SeriesKey.IndicatorFieldNumber);
    private static readonly string Frequency = TemplateLayout.KeyConcept(SeriesKey.FreqFieldNumber);
    private static readonly string Area = TemplateLayout.KeyConcept(SeriesKey.RefAreaFieldNumber);

    /// <summary>The columns of a chapter: which figure it is, what was published before, and what is to be filled in.</summary>
    public IReadOnlyList<TemplateColumn> Of(TemplateChapter chapter) =>
    [
        Input(Indicator, NameWidth, (sheet, row) => sheet.Write(CellStyle.Wrapped, row.Indicator.Code)),
        Explanation(TemplateLayout.NameHeader, words.IndicatorName, NameWidth, row => row.Indicator.Names.In(content.Info.Language)),
        Definition(chapter),
        Explanation(TemplateLayout.UnitHeader, words.Unit, CodeWidth, row => UnitOf(row.Indicator)),
        Input(Frequency, CodeWidth, (sheet, row) => sheet.Write(CellStyle.Wrapped, LabelOf(Frequency, row.Key.Freq)), content.Frequency),
        Input(Area, CodeWidth, (sheet, row) => sheet.Write(CellStyle.Wrapped, LabelOf(Area, row.Key.RefArea)), content.Info.Area),
        .. chapter.Breakdowns.Select(dimension => Input(dimension.Id, CodeWidth, (sheet, row) => WriteBreakdown(sheet, row, dimension))),
        new(ObservationConcepts.Period, words.Period, ShortWidth, (sheet, row) => sheet.Write(CellStyle.Wrapped, row.Period.ToString()))
        {
            IsInput = true,
            AddedText = content.Info.Period,
        },
        new(TemplateLayout.PreviousHeader, words.PreviousValue, CodeWidth, WritePrevious),
        new(ObservationConcepts.Value, words.Value, CodeWidth, (sheet, _) => sheet.WriteEmpty(CellStyle.ValueInput)) { IsValue = true },
        Status(ObservationConcepts.Status),
        Status(ObservationConcepts.Confidentiality),
        new(CommentColumn.HeaderOf(content.Info.Language), NameOf(ObservationConcepts.Comment), CommentWidth, WriteInput) { IsInput = true },
    ];

    private static void WriteInput(SheetWriter sheet, TemplateRow row) => sheet.WriteEmpty(CellStyle.TextInput);

    private static TemplateColumn Explanation(string header, string name, double width, Func<TemplateRow, string> text) =>
        new(header, name, width, (sheet, row) => sheet.Write(CellStyle.Wrapped, text(row))) { Text = text };

    /// <summary>A definition stands beside the first figure of its indicator only: it takes several lines.</summary>
    private TemplateColumn Definition(TemplateChapter chapter)
    {
        var first = chapter.Rows.GroupBy(row => row.Indicator.Code).Select(rows => rows.First()).ToHashSet(ReferenceEqualityComparer.Instance);
        return Explanation(
            TemplateLayout.DefinitionHeader, words.Definition, DefinitionWidth,
            row => first.Contains(row) ? row.Indicator.Definitions.In(content.Info.Language) : "");
    }

    private void WriteBreakdown(SheetWriter sheet, TemplateRow row, Dimension dimension)
    {
        if (row.Indicator.Breakdowns.Contains(dimension.Id))
            sheet.Write(CellStyle.Wrapped, LabelOf(dimension.Id, dimension.Get(row.Key)));
        else
            sheet.WriteEmpty(CellStyle.NotApplicable);
    }

    private void WritePrevious(SheetWriter sheet, TemplateRow row)
    {
        if (row.Previous is not { } previous)
            sheet.WriteEmpty(CellStyle.Wrapped);
        else if (previous.Value is { } value)
            sheet.Write(value.Scale == 0 ? CellStyle.Number : CellStyle.Decimal, value);
        else
            sheet.Write(CellStyle.Wrapped, LabelOf(ObservationConcepts.Status, $"{previous.Status}"));
    }

    private TemplateColumn Status(string concept) => new(concept, NameOf(concept), CodeWidth, WriteInput)
    {
        Codelist = CodelistOf(concept),
        IsFilledIn = true,
        IsInput = true,
    };

    private TemplateColumn Input(string concept, double width, Action<SheetWriter, TemplateRow> write, string code = "") =>
        new(concept, NameOf(concept), width, write)
        {
            Codelist = CodelistOf(concept),
            IsInput = true,
            AddedText = code.Length == 0 ? "" : LabelOf(concept, code),
        };

    private string NameOf(string concept) => words.Concepts.GetValueOrDefault(concept, concept);

    private string LabelOf(string concept, string code) => new TemplateCode(code, content.NameOf(CodelistOf(concept), code)).Label;

    private string UnitOf(Indicator indicator)
    {
        var unit = content.NameOf(CodelistOf("UNIT_MEASURE"), indicator.UnitMeasure);
        return indicator.UnitMult == 0
            ? unit
            : $"{unit}, {content.NameOf(CodelistOf("UNIT_MULT"), $"{indicator.UnitMult}").ToLowerInvariant()}";
    }

    private static string CodelistOf(string concept) =>
        DataStructureDefinition.Concepts.First(candidate => candidate.Id == concept).Codelist;
}
