using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using StatExchange.Client.Files.Workbooks;
using CellStyle = StatExchange.Client.Files.Workbooks.CellStyle;

namespace StatExchange.Client.Templates;

/// <summary>The last sheet of a template: a column a codelist, which drop-downs take their entries from. It is not hidden.</summary>
internal sealed class CodesSheet(TemplateContent content)
{
    private const double Width = 40;

    private readonly KeyValuePair<string, IReadOnlyList<TemplateCode>>[] _codelists = [.. content.Codelists];

    public void Write(WorksheetPart part)
    {
        using var xml = OpenXmlWriter.Create(part);
        xml.WriteStartElement(new Worksheet());
        xml.WriteElement(SheetParts.Frozen(rows: 1, columns: 0, "A2"));
        xml.WriteElement(SheetParts.Widths(_codelists.Select(_ => Width)));
        xml.WriteStartElement(new SheetData());
        var sheet = new SheetWriter(xml);
        sheet.WriteRow(CellStyle.Header, _codelists.Select(codelist => codelist.Key));
        for (var i = 0; i < _codelists.Max(codelist => codelist.Value.Count); i++)
            sheet.WriteRow(CellStyle.Plain, _codelists.Select(codelist => i < codelist.Value.Count ? codelist.Value[i].Label : ""));
        xml.WriteEndElement();
        xml.WriteElement(SheetParts.Protection());
        xml.WriteEndElement();
    }

    /// <summary>The codelists by their names, for drop-downs.</summary>
    public static DefinedNames DefinedNames(TemplateContent content, string sheetName) =>
        new(content.Codelists.Select((codelist, i) =>
        {
            var column = CellReference.ColumnName(i + 1);
            return new DefinedName($"{SheetNames.Quote(sheetName)}!${column}$2:${column}${codelist.Value.Count + 1}") { Name = codelist.Key };
        }));
}
