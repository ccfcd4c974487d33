using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;
using StatExchange.Client.Templates;
using StatExchange.V1;
using Dimension = StatExchange.V1.Dimension;

namespace StatExchange.Client.Files.Workbooks;

/// <summary>Writes findings as a workbook (.xlsx) that can be filtered and sorted, with flat memory however many there are.</summary>
/// <remarks>What a sheet cannot hold goes to the next one. Nothing is a formula, whatever was found.</remarks>
public static class FindingsWorkbook
{
    private const string SheetName = "Findings";

    /// <summary>The columns, each with its width and what of a finding stands there.</summary>
    private static readonly (string Header, double Width, Action<SheetWriter, Finding> Write)[] Columns =
    [
        ("Sheet", 16, Text(finding => finding.Sheet)),
        ("Row", 8, Number(finding => finding.Row)),
        ("Column", 18, Text(finding => finding.Column.Length > 0 ? finding.Column : finding.Concept)),
        ("Cell", 8, Text(finding => finding.Cell)),
        ("Severity", 12, Text(finding => finding.Severity.ToString().ToUpperInvariant())),
        ("Rule", 22, Text(finding => finding.RuleId.Length > 0 ? finding.RuleId : finding.Rule.ToString())),
        ("What is wrong", 60, Text(finding => finding.Message)),
        ("What to do", 60, Text(finding => finding.Remedy)),
        ("Value", 18, Text(finding => finding.Value)),
        ("Expected", 18, Text(finding => finding.Expected)),
        ("Justification", 30, Text(finding => finding.Justification?.Text ?? "")),
        ("Period", 10, Text(finding => finding.Period)),
        .. Dimension.All.Select(dimension =>
            (dimension.Id, 16d, Text(finding => finding.Key is null ? "" : dimension.Get(finding.Key)))),
        ("Number", 8, Number(finding => finding.Number)),
    ];

    /// <summary>Writes findings.</summary>
    /// <param name="findings">The findings.</param>
    /// <param name="output">Where to, a new file; it is left open.</param>
    /// <param name="cancellationToken">Ends the writing; what is written then lacks findings.</param>
    public static async Task WriteAsync(IAsyncEnumerable<Finding> findings, Stream output, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(findings);
        ArgumentNullException.ThrowIfNull(output);
        using var workbook = new WrittenWorkbook(output);
        await using var entries = findings.GetAsyncEnumerator(cancellationToken);
        var hasEntry = await entries.MoveNextAsync();
        do
        {
            var number = workbook.SheetCount + 1;
            hasEntry = await workbook.AddSheetAsync(
                number == 1 ? SheetName : $"{SheetName} {number}", xml => WriteSheetAsync(xml, entries, hasEntry));
        }
        while (hasEntry);
    }

    /// <summary>Writes a sheet full.</summary>
    /// <returns>Whether there is another finding.</returns>
    private static async Task<bool> WriteSheetAsync(OpenXmlWriter xml, IAsyncEnumerator<Finding> entries, bool hasEntry)
    {
        xml.WriteStartElement(new Worksheet());
        xml.WriteElement(SheetParts.Frozen(rows: 1, columns: 0, "A2"));
        xml.WriteElement(SheetParts.Widths(Columns.Select(column => column.Width)));
        xml.WriteStartElement(new SheetData());
        var sheet = new SheetWriter(xml);
        sheet.WriteRow(CellStyle.Header, Columns.Select(column => column.Header));
        while (hasEntry && sheet.Row < WorkbookLimits.Rows)
        {
            sheet.StartRow();
            foreach (var (_, _, write) in Columns)
                write(sheet, entries.Current);
            sheet.EndRow();
            hasEntry = await entries.MoveNextAsync();
        }

        xml.WriteEndElement();
        xml.WriteElement(new AutoFilter { Reference = $"A1:{CellReference.Of(sheet.Row, Columns.Length)}" });
        xml.WriteEndElement();
        return hasEntry;
    }

    private static Action<SheetWriter, Finding> Text(Func<Finding, string> text) =>
        (sheet, finding) => sheet.Write(CellStyle.Wrapped, text(finding));

    private static Action<SheetWriter, Finding> Number(Func<Finding, long> number) => (sheet, finding) =>
    {
        if (number(finding) is var value and > 0)
            sheet.Write(CellStyle.Wrapped, value);
        else
            sheet.WriteEmpty(CellStyle.Wrapped);
    };
}
