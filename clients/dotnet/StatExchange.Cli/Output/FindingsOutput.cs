using System.Text;
using StatExchange.Client.Files;
using StatExchange.Client.Files.Workbooks;
using StatExchange.V1;

namespace StatExchange.Cli;

/// <summary>Shows findings.</summary>
internal static class FindingsOutput
{
    /// <summary>Rows a table is filled with at most before it is shown and another one begins, so that memory stays flat.</summary>
    private const int RowsPerTable = 500;

    public static Task WriteAsync(
        CommandContext context, IAsyncEnumerable<Finding> findings, string form, CancellationToken cancellationToken) => form switch
        {
            OutputOption.Json => JsonOutput.WriteAsync(context.Out, findings, cancellationToken),
            OutputOption.Csv => WriteCsvAsync(context.Out, findings, cancellationToken),
            _ => WriteTablesAsync(context, findings, cancellationToken),
        };

    /// <summary>Writes findings for a spreadsheet: text that it would run as a formula gets an apostrophe in front.</summary>
    public static Task WriteCsvAsync(TextWriter writer, IAsyncEnumerable<Finding> findings, CancellationToken cancellationToken) =>
        FindingsCsv.WriteAsync(writer, findings, cancellationToken);

    /// <summary>Writes findings to a file: a workbook when its name says so, else CSV.</summary>
    public static Task WriteFileAsync(FileInfo file, IAsyncEnumerable<Finding> findings, CancellationToken cancellationToken) =>
        CompleteFile.WriteAsync(file, async output =>
        {
            if (IsWorkbook(file))
            {
                await FindingsWorkbook.WriteAsync(findings, output, cancellationToken);
                return;
            }

            // With a byte order mark: spreadsheets take a file without one for the machine's old code page.
            await using var writer = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
            await WriteCsvAsync(writer, findings, cancellationToken);
        });

    /// <summary>Whether a file is a workbook by its name.</summary>
    public static bool IsWorkbook(FileInfo file) => file.Extension.Equals(".xlsx", StringComparison.OrdinalIgnoreCase);

    /// <summary>Shows findings as one table.</summary>
    public static void WriteTable(CommandContext context, IEnumerable<Finding> findings)
    {
        var table = Tables.Create("Where", "Severity", "Column", "Value", "What is wrong", "What to do");
        foreach (var finding in findings)
        {
            table.Add(
                Place(finding),
                finding.Severity.ToString(),
                finding.Column.Length > 0 ? finding.Column : finding.Concept,
                finding.Value,
                finding.Message,
                finding.Remedy);
        }

        context.Screen.Write(table);
    }

    /// <summary>The sheet and cell of a workbook, else the row of a file, else the period.</summary>
    private static string Place(Finding finding) =>
        finding.Sheet.Length > 0 ? $"{finding.Sheet} {(finding.Cell.Length > 0 || finding.Row == 0 ? finding.Cell : $"{finding.Row}")}".TrimEnd()
        : finding.Row > 0 ? $"{finding.Row}"
        : finding.Period;

    private static async Task WriteTablesAsync(
        CommandContext context, IAsyncEnumerable<Finding> findings, CancellationToken cancellationToken)
    {
        await foreach (var page in findings.Chunk(RowsPerTable).WithCancellation(cancellationToken))
            WriteTable(context, page);
    }
}
