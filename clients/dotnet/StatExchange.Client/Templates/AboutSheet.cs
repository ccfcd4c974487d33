using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using StatExchange.Client.Files;
using StatExchange.Client.Files.Workbooks;
using StatExchange.V1;
using CellStyle = StatExchange.Client.Files.Workbooks.CellStyle;

namespace StatExchange.Client.Templates;

/// <summary>The first sheet of a template: for whom and what it is, how to fill it in, and what the statuses mean.</summary>
internal sealed class AboutSheet(TemplateContent content, TemplateWords words)
{
    private const double LabelWidth = 24;
    private const double ValueWidth = 30;
    private const double NameWidth = 90;

    public void Write(WorksheetPart part)
    {
        using var xml = OpenXmlWriter.Create(part);
        xml.WriteStartElement(new Worksheet());
        xml.WriteElement(SheetParts.FitsPage());
        xml.WriteElement(SheetParts.Widths(LabelWidth, ValueWidth, NameWidth));
        xml.WriteStartElement(new SheetData());
        WriteRows(new SheetWriter(xml));
        xml.WriteEndElement();
        xml.WriteElement(SheetParts.Protection());
        xml.WriteElement(SheetParts.Landscape());
        xml.WriteEndElement();
    }

    private void WriteRows(SheetWriter sheet)
    {
        var info = content.Info;
        Write(TemplateLayout.MarkerRow, CellStyle.Plain, TemplateLayout.Marker);
        Write(TemplateLayout.MarkerRow + 1, CellStyle.Title, $"{words.Title}: {content.ProfileName}, {info.Period}");
        Write(TemplateLayout.OrganisationRow, CellStyle.Label, words.Organisation, info.Organisation, content.OrganisationName);
        Write(TemplateLayout.ProfileRow, CellStyle.Label, words.Profile, info.Profile, content.ProfileName);
        Write(TemplateLayout.PeriodRow, CellStyle.Label, words.Period, info.Period);
        Write(TemplateLayout.AreaRow, CellStyle.Label, words.Area, info.Area, content.NameOf("CL_AREA", info.Area));
        Write(TemplateLayout.LanguageRow, CellStyle.Label, words.Language, info.Language);
        Write(TemplateLayout.DataflowRow, CellStyle.Label, words.Dataflow, DataStructureDefinition.Dataflow);
        Write(sheet.Row + 2, CellStyle.Label, words.HowTo);
        for (var i = 0; i < words.Steps.Count; i++)
            Write(sheet.Row + 1, CellStyle.Plain, $"{i + 1}. {string.Format(CultureInfo.InvariantCulture, words.Steps[i], info.Organisation)}");
        WriteLegend(words.StatusLegend, ObservationConcepts.Status);
        WriteLegend(words.ConfidentialityLegend, ObservationConcepts.Confidentiality);

        void WriteLegend(string title, string concept)
        {
            Write(sheet.Row + 2, CellStyle.Label, title);
            var codelist = DataStructureDefinition.Concepts.First(candidate => candidate.Id == concept).Codelist;
            foreach (var code in content.Codelists[codelist])
                Write(sheet.Row + 1, CellStyle.Plain, code.Code, code.Name);
        }

        void Write(int row, CellStyle style, string first, params IEnumerable<string> others)
        {
            sheet.StartRow(row);
            sheet.Write(style, first);
            foreach (var text in others)
                sheet.Write(CellStyle.Plain, text);
            sheet.EndRow();
        }
    }
}
