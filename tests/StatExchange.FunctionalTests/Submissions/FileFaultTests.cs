using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.V1;
using static StatExchange.FunctionalTests.Infrastructure.Figures;

namespace StatExchange.FunctionalTests.Submissions;

/// <summary>What only the reader of a file can see becomes findings like any other.</summary>
public sealed class FileFaultTests(ExchangeFixture exchange) : IClassFixture<ExchangeFixture>
{
    private static readonly FindingRule[] InformationOnly = [FindingRule.WorkbookMacros, FindingRule.SheetNotRead];

    /// <summary>The rules that a client may report, and no other way finds.</summary>
    internal static IReadOnlyList<FindingRule> Rules { get; } =
    [
        FindingRule.ColumnMissing, FindingRule.ColumnUnknown, FindingRule.ColumnRepeated, FindingRule.CellTooLong, FindingRule.FileEmpty,
        FindingRule.WorkbookMacros, FindingRule.FormulaWithoutValue, FindingRule.MergedCells, FindingRule.HiddenSheet,
        FindingRule.SheetNotRead, FindingRule.SpreadsheetError,
    ];

    public static TheoryData<FindingRule> Reported => [.. Rules, FindingRule.RowUnreadable];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Reported))]
    public async Task A_fault_of_a_file_is_a_finding_at_its_cell_in_both_languages(FindingRule rule)
    {
        var fault = new SourceFault { Rule = rule, Sheet = "A3", Row = 7, Column = 28, Concept = "OBS_VALUE", Text = "found", Expected = "hoped for" };
        var (submission, streamed) = await UploadAsync(fault);
        var isError = !InformationOnly.Contains(rule);
        Assert.Equal(isError ? SubmissionState.Refused : SubmissionState.Received, submission.State);
        Assert.Equal((isError ? 1 : 0, isError ? 0 : 1), (submission.Errors, submission.Information));

        var english = Assert.Single(await FindingsAsync(submission, "en"));
        var russian = Assert.Single(await FindingsAsync(submission, "ru"));
        Assert.Equal((rule, "A3", 7, "AB7", "Figure"), (english.Rule, english.Sheet, english.Row, english.Cell, english.Column));
        Assert.Equal(("found", "hoped for"), (english.Value, english.Expected));
        Assert.NotEqual(english.Message, russian.Message);
        Assert.Equal(russian, Assert.Single(streamed));
    }

    [Theory]
    [InlineData(FindingRule.UnknownCode)]
    [InlineData(FindingRule.Content)]
    [InlineData(FindingRule.Unspecified)]
    public async Task A_client_reports_nothing_that_the_service_finds_itself(FindingRule rule)
    {
        var submission = await exchange.Client.OpenAsync(Provider);
        using var stream = await UploadStream.StartAsync(exchange.Server, submission.Id);
        await stream.WriteAsync(new UploadSeriesRequest { Batch = new UploadBatch { Number = 1, Faults = { new SourceFault { Rule = rule } } } });
        Assert.Equal("batch.faults[0].rule", Assert.Single((await stream.FailureAsync()).Fields));
    }

    private async Task<(Submission Submission, List<Finding> Streamed)> UploadAsync(SourceFault fault)
    {
        var handle = await exchange.Client.OpenAsync(Provider);
        using var stream = UploadStream.Connect(exchange.Server);
        await stream.WriteAsync(new UploadSeriesRequest
        {
            Start = new UploadStart
            {
                SubmissionId = handle.Id,
                Language = "ru",
                Columns = { new SourceColumn { Sheet = "A3", Concept = "OBS_VALUE", Number = 28, Header = "Figure" } },
            },
        });
        await stream.ReadyAsync();
        await stream.WriteAsync(new UploadSeriesRequest { Batch = new UploadBatch { Number = 1, Faults = { fault } } });
        await stream.AcknowledgementAsync(1);
        return (await stream.EndAsync(1, 0), stream.Findings);
    }

    private async Task<IReadOnlyList<Finding>> FindingsAsync(Submission submission, string language) =>
        (await exchange.Server.Submissions.ListFindingsAsync(
            new ListFindingsRequest { SubmissionId = submission.SubmissionId, Language = language }, cancellationToken: Cancellation)).Findings;
}
