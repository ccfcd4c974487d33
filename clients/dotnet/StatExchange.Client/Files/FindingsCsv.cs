using StatExchange.V1;

namespace StatExchange.Client.Files;

/// <summary>
/// Writes findings as comma-separated rows for spreadsheets and scripts, with flat memory: text that a spreadsheet would run as a
/// formula gets an apostrophe in front.
/// </summary>
public static class FindingsCsv
{
    private static readonly (string Header, Func<Finding, string> Text)[] Texts =
    [
        ("column", finding => finding.Concept),
        ("value", finding => finding.Value),
        ("expected", finding => finding.Expected),
        ("message", finding => finding.Message),
        ("remedy", finding => finding.Remedy),
        ("period", finding => finding.Period),
        .. Dimension.All.Select(dimension => (dimension.Id, Key(dimension))),
        ("rule_id", finding => finding.RuleId),
        ("level", finding => finding.Level),
        ("sheet", finding => finding.Sheet),
        ("header", finding => finding.Column),
        ("cell", finding => finding.Cell),
        ("justification", finding => finding.Justification?.Text ?? ""),
    ];

    /// <summary>Writes a header, also when no finding follows, and the findings.</summary>
    /// <param name="output">Where to; it is left open.</param>
    /// <param name="findings">The findings.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public static async Task WriteAsync(TextWriter output, IAsyncEnumerable<Finding> findings, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(findings);
        await using var csv = SpreadsheetCsv.Create(output);
        await csv.WriteRecordAsync(["number", "severity", "rule", "row", .. Texts.Select(column => column.Header)], cancellationToken);
        await foreach (var finding in findings.WithCancellation(cancellationToken))
        {
            csv.WriteField(finding.Number);
            csv.WriteField(finding.Severity.ToString());
            csv.WriteField(finding.Rule.ToString());
            csv.WriteField(finding.Row);
            foreach (var (_, text) in Texts)
                csv.WriteText(text(finding));
            await csv.EndRecordAsync(cancellationToken);
        }
    }

    private static Func<Finding, string> Key(Dimension dimension) =>
        finding => finding.Key is null ? "" : dimension.Get(finding.Key);
}
