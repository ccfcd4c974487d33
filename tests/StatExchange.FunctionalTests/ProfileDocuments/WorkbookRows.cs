using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace StatExchange.FunctionalTests.ProfileDocuments;

/// <summary>The rows of a workbook as text.</summary>
internal static class WorkbookRows
{
    /// <summary>All rows of all sheets, cells apart by "|".</summary>
    public static List<string> Of(Stream file)
    {
        file.Position = 0;
        using var workbook = SpreadsheetDocument.Open(file, isEditable: false);
        return workbook.WorkbookPart!.WorksheetParts.SelectMany(sheet => sheet.Worksheet!.Descendants<Row>())
            .Select(row => string.Join('|', row.Elements<Cell>().Select(cell => cell.InlineString?.InnerText ?? cell.CellValue?.Text))).ToList();
    }
}
