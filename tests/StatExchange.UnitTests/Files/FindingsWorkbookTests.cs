using StatExchange.Client.Files.Workbooks;
using StatExchange.UnitTests.Files.Workbooks;
using StatExchange.UnitTests.Templates;
using StatExchange.V1;

namespace StatExchange.UnitTests.Files;

[Collection(nameof(MeasuredMemory))]
public sealed class FindingsWorkbookTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Is_a_valid_workbook_that_can_be_filtered_and_in_which_nothing_is_a_formula()
    {
        var finding = new Finding
        {
            Number = 1,
            Sheet = "A1",
            Row = 17,
            Column = "OBS_VALUE",
            Cell = "D17",
            Severity = FindingSeverity.Warning,
            RuleId = "VNO_MEDIAN",
            Value = "=HYPERLINK(\"http://x\")",
            Message = "Bell\u0007, _x0041_ and a lone \ud800",
            Key = new SeriesKey { RefArea = "AM" },
        };
        await using var file = await WriteAsync(Enumerable.Repeat(finding, 3));
        using var workbook = new SpreadsheetFile(file.Path);

        Assert.Empty(workbook.Errors());
        Assert.Equal("A1:AE4", workbook.Sheet(0).GetFirstChild<DocumentFormat.OpenXml.Spreadsheet.AutoFilter>()!.Reference!.Value);
        Assert.Empty(workbook.Sheet(0).Descendants<DocumentFormat.OpenXml.Spreadsheet.CellFormula>());
        var row = (await RawWorkbook.ReadAsync(file.Path)).Rows[1];
        Assert.StartsWith("2: A1|17|OBS_VALUE|D17|WARNING|VNO_MEDIAN|Bell\u0007, _x0041_ and a lone \ufffd||=HYPERLINK(\"http://x\")|", row, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_a_valid_workbook_without_findings()
    {
        await using var file = await WriteAsync([]);
        using var workbook = new SpreadsheetFile(file.Path);

        Assert.Empty(workbook.Errors());
    }

    [Fact]
    public async Task Holds_none_of_many_findings_in_memory()
    {
        var finding = new Finding { Row = 1, Message = new string('x', 1000), Key = new SeriesKey() };
        var peak = 0L;
        async IAsyncEnumerable<Finding> Many()
        {
            for (var i = 0; i < 20_000; i++)
            {
                if (i % 5_000 == 4_999)
                    peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: true));
                yield return finding;
            }

            await Task.CompletedTask;
        }

        var before = GC.GetTotalMemory(forceFullCollection: true);
        await using var file = await TemporaryFile.CreateAsync([]);
        await using (var output = File.Create(file.Path))
            await FindingsWorkbook.WriteAsync(Many(), output, Cancellation);

        // The findings are 20 MB of text, and their sheet more.
        Assert.InRange(peak - before, long.MinValue, 8 * 1024 * 1024);
    }

    private static async Task<TemporaryFile> WriteAsync(IEnumerable<Finding> findings)
    {
        var file = await TemporaryFile.CreateAsync([]);
        await using var output = File.Create(file.Path);
        await FindingsWorkbook.WriteAsync(findings.ToAsyncEnumerable(), output, Cancellation);
        return file;
    }
}
