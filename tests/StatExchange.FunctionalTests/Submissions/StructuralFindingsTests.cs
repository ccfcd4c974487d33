using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.V1;
using static StatExchange.FunctionalTests.Infrastructure.Figures;

namespace StatExchange.FunctionalTests.Submissions;

/// <summary>Each structural rule finds its fault, exactly where it is, and leaves its neighbour alone.</summary>
public sealed class StructuralFindingsTests(ExchangeFixture exchange) : IClassFixture<ExchangeFixture>
{
    public static IEnumerable<TheoryDataRow<string>> Names => FindingCases.All.Keys.Select(name => new TheoryDataRow<string>(name));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_fault_is_found_where_it_is(string name)
    {
        var (faulty, _, faults) = FindingCases.All[name];
        var (submission, shown, findings) = await UploadAsync(faulty);

        Assert.Equal(faults.Select(fault => fault with { Key = fault.Key ?? KeyInRow(faulty, fault) }), findings.Select(Found));
        Assert.Equal(Enumerable.Range(1, findings.Count), findings.Select(finding => (int)finding.Number));
        Assert.All(findings, finding => Assert.Equal(FindingSeverity.Error, finding.Severity));
        Assert.All(findings, finding => Assert.NotEmpty(finding.Message));
        Assert.All(findings, finding => Assert.NotEmpty(finding.Remedy));
        Assert.Equal((SubmissionState.Refused, findings.Count), (submission.State, submission.Errors));

        // What can be seen in one piece is shown as soon as the piece is acknowledged.
        Assert.Equal(findings.Take(shown.Count), shown);
        Assert.All(findings.Skip(shown.Count), finding => Assert.Equal(FindingRule.DuplicateObservation, finding.Rule));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_neighbour_of_a_fault_is_sound(string name)
    {
        var (submission, _, findings) = await UploadAsync(FindingCases.All[name].Sound);
        Assert.Empty(findings.Select(Found));
        Assert.Equal((SubmissionState.Received, 0), (submission.State, submission.Errors));
    }

    [Fact]
    public void Every_rule_has_a_case() => Assert.Equal(
        Enum.GetValues<FindingRule>().Where(rule => rule != FindingRule.Unspecified),
        FindingCases.All.Values.SelectMany(entry => entry.Faults).Select(fault => fault.Rule).Distinct().Order());

    [Fact]
    public async Task Findings_can_be_listed_rule_by_rule()
    {
        var submission = await exchange.Client.UploadAsync(Provider, FindingCase.Piece(piece =>
        {
            piece.Series.Key.CounterpartArea = "CHN";
            piece.Series.ObsStatus = "AQ";
        }));
        var findings = await submission.FindingsAsync(FindingRule.ValueForbidden).ToListAsync(Cancellation);
        Assert.Equal((3, FindingRule.ValueForbidden, 4), Assert.Single(findings.Select(finding => ((int)finding.Number, finding.Rule, finding.Row))));
        Assert.Equal(2, await submission.FindingsAsync(FindingRule.UnknownCode).CountAsync(Cancellation));
        Assert.Empty(await submission.FindingsAsync(FindingRule.TextTooLong).ToListAsync(Cancellation));
    }

    private static Fault Found(Finding finding) => new(
        finding.Rule, finding.Row, finding.Concept, finding.Value, finding.Expected, finding.Period, finding.Batch, finding.Key);

    private static SeriesKey KeyInRow(StagedSeries[][] batches, Fault fault) =>
        batches[fault.Batch - 2].Single(piece => piece.Rows.Contains(fault.Row) || (fault.Row == 0 && piece.Rows.Count == 0)).Series.Key;

    private async Task<(Submission Submission, List<Finding> Shown, List<Finding> Listed)> UploadAsync(StagedSeries[][] batches)
    {
        var handle = await exchange.Client.OpenAsync(Provider);
        using var stream = await UploadStream.StartAsync(exchange.Server, handle.Id);
        StagedSeries[][] all = [[Append(Series(Key(counterpart: "RU"), At("2016", 1m)))], .. batches];
        for (var i = 0; i < all.Length; i++)
            await stream.StageAsync(i + 1, all[i]);
        var submission = await stream.EndAsync(all.Length, all.SelectMany(batch => batch).Sum(piece => Math.Max(1, piece.Series.Periods.Count)));
        return (submission, stream.Findings, await handle.FindingsAsync().ToListAsync(Cancellation));
    }
}
