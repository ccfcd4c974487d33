using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;

namespace StatExchange.UnitTests.Templates;

/// <summary>A workbook as a spreadsheet program sees it.</summary>
internal sealed class SpreadsheetFile(string path, bool isEditable = false) : IDisposable
{
    private readonly SpreadsheetDocument _document = SpreadsheetDocument.Open(path, isEditable);

    public IReadOnlyList<string> SheetNames => [.. Sheets().Select(sheet => sheet.Name!.Value!)];

    public IReadOnlyList<string> Errors() =>
        [.. new OpenXmlValidator(FileFormatVersions.Microsoft365).Validate(_document).Select(error => $"{error.Path?.XPath} {error.Description}")];

    public Worksheet Sheet(int index) =>
        ((WorksheetPart)_document.WorkbookPart!.GetPartById(Sheets().ElementAt(index).Id!.Value!)).Worksheet!;

    public Cell Cell(int sheet, string reference) =>
        Sheet(sheet).Descendants<Cell>().Single(cell => cell.CellReference == reference);

    public string Text(int sheet, string reference) => Cell(sheet, reference) is { InlineString: { } text }
        ? text.InnerText
        : Cell(sheet, reference).CellValue?.Text ?? "";

    public bool IsLocked(int sheet, string reference)
    {
        var formats = _document.WorkbookPart!.WorkbookStylesPart!.Stylesheet!.CellFormats!;
        var format = formats.Elements<CellFormat>().ElementAt((int)Cell(sheet, reference).StyleIndex!.Value);
        return format.Protection!.Locked!.Value;
    }

    /// <summary>Fills a cell in as a spreadsheet program does.</summary>
    public void Fill(int sheet, string reference, string text, bool isNumber = false)
    {
        var cell = Cell(sheet, reference);
        cell.RemoveAllChildren();
        cell.DataType = isNumber ? null : CellValues.String;
        cell.CellValue = new CellValue(text);
    }

    public string? DefinedName(string name) =>
        _document.WorkbookPart!.Workbook!.DefinedNames!.Elements<DefinedName>().SingleOrDefault(defined => defined.Name == name)?.Text;

    public void Dispose() => _document.Dispose();

    private IEnumerable<Sheet> Sheets() => _document.WorkbookPart!.Workbook!.Sheets!.Elements<Sheet>();
}
