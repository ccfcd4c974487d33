using CsvHelper;
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
    public static async Task WriteCsvAsync(TextWriter writer, IAsyncEnumerable<Finding> findings, CancellationToken cancellationToken)
    {
        await using var csv = CsvWriter.Create(writer, new CsvWriterOptions { Injection = CsvInjection.Escape }, leaveOpen: true);
        await csv.WriteRecordAsync(
            [
                "number", "severity", "rule", "row", "column", "value", "expected", "message", "remedy", "period",
                .. Dimension.All.Select(dimension => dimension.Id),
            ],
            cancellationToken);
        await foreach (var finding in findings.WithCancellation(cancellationToken))
        {
            csv.WriteField(finding.Number);
            csv.WriteField(finding.Severity.ToString());
            csv.WriteField(finding.Rule.ToString());
            csv.WriteField(finding.Row);
            foreach (var text in new[] { finding.Concept, finding.Value, finding.Expected, finding.Message, finding.Remedy, finding.Period })
                csv.WriteField(text);
            foreach (var dimension in Dimension.All)
                csv.WriteField(finding.Key is null ? "" : dimension.Get(finding.Key));
            await csv.EndRecordAsync(cancellationToken);
        }
    }

    /// <summary>Shows findings as one table.</summary>
    public static void WriteTable(CommandContext context, IEnumerable<Finding> findings)
    {
        var table = Tables.Create("Row", "Column", "Value", "What is wrong", "What to do");
        foreach (var finding in findings)
        {
            table.Add(
                finding.Row == 0 ? finding.Period : $"{finding.Row}",
                finding.Concept,
                finding.Value,
                finding.Severity == FindingSeverity.Error ? finding.Message : $"{finding.Severity}: {finding.Message}",
                finding.Remedy);
        }

        context.Screen.Write(table);
    }

    private static async Task WriteTablesAsync(
        CommandContext context, IAsyncEnumerable<Finding> findings, CancellationToken cancellationToken)
    {
        await foreach (var page in findings.Chunk(RowsPerTable).WithCancellation(cancellationToken))
            WriteTable(context, page);
    }
}
