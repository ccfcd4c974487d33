using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using StatExchange.Client.Files.Workbooks;
using CellStyle = StatExchange.Client.Files.Workbooks.CellStyle;

namespace StatExchange.Client.Templates;

/// <summary>A sheet of figures: concepts in the first row, their names in the second, then a row a figure and rows to be added.</summary>
internal sealed class ChapterSheet(
    TemplateChapter chapter, IReadOnlyList<TemplateColumn> columns, TemplateContent content, TemplateWords words, string codesName)
{
    private const int HeaderRows = 2;

    /// <summary>The code and the name of the indicator stay in sight.</summary>
    private const int FrozenColumns = 2;

    /// <summary>Rows for further figures; who needs more copies one of them.</summary>
    private const int AddedRows = 50;

    private const int MaxTitleLength = 32;
    private const int MaxMessageLength = 255;

    private const double LineHeight = 14;

    /// <summary>Lines break between words, and so are not quite full.</summary>
    private const double WordWrapShare = 1.1;

    /// <summary>Bold text is so much wider.</summary>
    private const double BoldShare = 0.85;

    /// <summary>Beyond any figure of at most 18 digits.</summary>
    private const string LargestNumber = "1E18";

    private int LastRow => HeaderRows + chapter.Rows.Count + AddedRows;

    public void Write(WorksheetPart part)
    {
        using var xml = OpenXmlWriter.Create(part);
        xml.WriteStartElement(new Worksheet());
        xml.WriteElement(SheetParts.FitsPage());
        xml.WriteElement(SheetParts.Frozen(HeaderRows, FrozenColumns, CellReference.Of(HeaderRows + 1, FrozenColumns + 1)));
        xml.WriteElement(SheetParts.Widths(columns.Select(column => column.Width)));
        xml.WriteStartElement(new SheetData());
        WriteRows(new SheetWriter(xml));
        xml.WriteEndElement();
        xml.WriteElement(SheetParts.Protection());
        xml.WriteElement(Validations());
        xml.WriteElement(SheetParts.Landscape());
        // Periods are text: without this each of them would be marked as a number that is none.
        xml.WriteElement(new IgnoredErrors(new IgnoredError { SequenceOfReferences = References(1, 1, columns.Count), NumberStoredAsText = true }));
        xml.WriteEndElement();
    }

    /// <summary>Not every program makes rows as high as their text needs when it opens a file.</summary>
    private static double HeightOf(IEnumerable<(string Text, double Width)> cells) =>
        cells.Max(cell => Math.Max(1, Math.Ceiling(cell.Text.Length * WordWrapShare / cell.Width))) * LineHeight;

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..(length - 1)] + "…";

    private void WriteRows(SheetWriter sheet)
    {
        sheet.WriteRow(CellStyle.Concept, columns.Select(column => column.Header));
        sheet.StartRow(height: HeightOf(columns.Select(column => (column.Name, column.Width * BoldShare))));
        foreach (var column in columns)
            sheet.Write(CellStyle.Header, column.Name);
        sheet.EndRow();
        foreach (var row in chapter.Rows)
        {
            sheet.StartRow(height: HeightOf(columns.Select(column => (column.Text(row), column.Width))));
            foreach (var column in columns)
                column.Write(sheet, row);
            sheet.EndRow();
        }

        for (var i = 0; i < AddedRows; i++)
        {
            sheet.StartRow();
            foreach (var column in columns)
                WriteAdded(sheet, column);
            sheet.EndRow();
        }
    }

    private static void WriteAdded(SheetWriter sheet, TemplateColumn column)
    {
        if (column.IsValue)
            sheet.WriteEmpty(CellStyle.ValueInput);
        else if (column.IsInput)
            sheet.Write(CellStyle.TextInput, column.AddedText);
        else
            sheet.WriteEmpty(CellStyle.NotApplicable);
    }

    private DataValidations Validations()
    {
        var validations = new DataValidations();
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i].IsValue)
                validations.Append(NumberIn(i + 1));
            else if (columns[i].Codelist.Length > 0 && content.Codelists[columns[i].Codelist].Count > 0)
                validations.Append(ListIn(i + 1, columns[i]));
        }

        validations.Count = (uint)validations.ChildElements.Count;
        return validations;
    }

    private DataValidation ListIn(int column, TemplateColumn described) => new(new Formula1(described.Codelist))
    {
        Type = DataValidationValues.List,
        AllowBlank = true,
        ShowErrorMessage = true,
        ErrorTitle = Cut(words.ListTitle, MaxTitleLength),
        Error = Cut(string.Format(CultureInfo.InvariantCulture, words.ListError, codesName), MaxMessageLength),
        SequenceOfReferences = References(described.IsFilledIn ? HeaderRows + 1 : HeaderRows + chapter.Rows.Count + 1, column, column),
    };

    private DataValidation NumberIn(int column) => new(new Formula1("-" + LargestNumber), new Formula2(LargestNumber))
    {
        Type = DataValidationValues.Decimal,
        AllowBlank = true,
        ShowErrorMessage = true,
        ErrorTitle = Cut(words.NumberTitle, MaxTitleLength),
        Error = Cut(words.NumberError, MaxMessageLength),
        SequenceOfReferences = References(HeaderRows + 1, column, column),
    };

    private ListValue<StringValue> References(int firstRow, int firstColumn, int lastColumn) =>
        new([new StringValue($"{CellReference.Of(firstRow, firstColumn)}:{CellReference.Of(LastRow, lastColumn)}")]);
}
