using Grpc.Core;
using StatExchange.Client;
using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.V1;
using static StatExchange.FunctionalTests.Infrastructure.Figures;

namespace StatExchange.FunctionalTests.Submissions;

/// <summary>What a submission is opened for decides what becomes of errors; its report has one shape whatever becomes of it.</summary>
public sealed class ValidationTests(ExchangeFixture exchange) : IClassFixture<ExchangeFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Errors_leave_out_their_observations_when_asked_to_and_the_rest_is_published()
    {
        var opening = Opening();
        opening.ErrorHandling = ErrorHandling.LeaveOut;
        var text = new RawCell { Position = 1, Concept = "OBS_VALUE", Text = "many" };
        var mixed = Append(Series(Key(counterpart: "RU"), At("2015", 1), At("2016", null, '.'), At("2017", 3)));
        mixed.RawCells.Add(text);
        var submission = await UploadAsync(
            opening,
            mixed,
            Append(Series(Key(counterpart: "RUS"), At("2015", 1), At("2016", 2)), firstRow: 5),
            Append(Series(Key(counterpart: "UZ"), At("2015", 1), At("2015", 2)), firstRow: 7),
            Append(Series(Key(counterpart: "KG"), At("2015", 4, 'L')), firstRow: 9));
        Assert.Equal((SubmissionState.Received, 5, 5), (submission.State, submission.Errors, submission.ObservationsLeftOut));

        await PublishAsync(submission);
        Assert.Equal("2015=1 2017=3 | 2015=1", await ReadAsync("RU", "UZ", "KG"));
    }

    [Fact]
    public async Task A_deletion_whose_periods_are_all_wrong_does_not_become_one_of_the_whole_series()
    {
        await exchange.Client.PublishAsync(Provider, Append(Series(Key(counterpart: "TJ"), At("2015", 1), At("2016", 2))));
        var opening = Opening();
        opening.ErrorHandling = ErrorHandling.LeaveOut;
        var deletion = Do(SeriesAction.Delete, new Series { Key = Key(counterpart: "TJ"), Periods = { 0 } });
        deletion.RawCells.Add(new RawCell { Concept = "TIME_PERIOD", Text = "all" });
        var submission = await UploadAsync(opening, deletion);
        Assert.Equal((SubmissionState.Received, 1, 1), (submission.State, submission.Errors, submission.ObservationsLeftOut));
        await PublishAsync(submission);
        Assert.Equal("2015=1 2016=2", await ReadAsync("TJ"));
    }

    [Fact]
    public async Task A_dry_run_finds_everything_and_can_never_be_published()
    {
        var opening = Opening();
        opening.DryRun = true;
        var submission = await UploadAsync(opening, Append(Series(Key(counterpart: "AM"), At("2015", 1))));
        Assert.Equal((SubmissionState.Received, true), (submission.State, submission.DryRun));
        var failure = Failure.Of(await Assert.ThrowsAsync<RpcException>(() => PublishAsync(submission)));
        Assert.Equal(("SUBMISSION_STATE", "LIST_FINDINGS, WITHDRAW"), (failure.Reason, failure.Metadata["possible"]));
        Assert.Equal("", await ReadAsync("AM"));

        var refused = Opening();
        refused.DryRun = true;
        submission = await UploadAsync(refused, Append(Series(Key(counterpart: "ARM"), At("2015", 1))));
        Assert.Equal((SubmissionState.Refused, 1), (submission.State, submission.Errors));
    }

    [Fact]
    public async Task The_report_lists_every_rule_whether_it_found_something_or_not()
    {
        var passed = await ReportAsync(await UploadAsync(Opening(), Append(Series(Key(counterpart: "GE"), At("2015", 1)))), "en");
        var failed = await ReportAsync(
            await UploadAsync(Opening(), Append(Series(Key(counterpart: "GEO"), At("2015", 1), At("2016", 1)))), "ru");
        Assert.Equal(passed.Outcomes.Select(outcome => outcome.RuleId), failed.Outcomes.Select(outcome => outcome.RuleId));
        Assert.All(passed.Outcomes, outcome => Assert.Equal(0, outcome.Findings));
        var codes = failed.Outcomes.Single(outcome => outcome.Findings > 0);
        Assert.Equal(("COV_CODE", "COV", 2, 2, "Коды допустимы"), (codes.RuleId, codes.Type, codes.Findings, codes.Rows, codes.Name));
    }

    [Fact]
    public async Task Findings_are_filtered_by_rule_severity_and_concept()
    {
        var submission = await UploadAsync(
            Opening(), Append(Series(Key(counterpart: "GEO"), At("2015", 1))), Append(Series(Key(refArea: "KAZ"), At("2016", 1, 'L')), firstRow: 9));
        Assert.Equal([2, 9, 9], await RowsAsync(submission, _ => { }));
        Assert.Equal([2, 9], await RowsAsync(submission, request => request.RuleId = "COV_CODE"));
        Assert.Equal([9], await RowsAsync(submission, request => request.Concept = "REF_AREA"));
        Assert.Equal([9], await RowsAsync(submission, request => request.Rule = FindingRule.ValueForbidden));
        Assert.Equal([], await RowsAsync(submission, request => request.Severity = FindingSeverity.Warning));
        Assert.Equal([], await RowsAsync(submission, request => request.UnjustifiedOnly = true));
    }

    [Fact]
    public async Task A_token_cannot_be_used_again_for_another_handling()
    {
        var opening = Opening();
        await exchange.Server.Submissions.OpenSubmissionAsync(opening, cancellationToken: Cancellation);
        opening.ErrorHandling = ErrorHandling.Refuse;
        await exchange.Server.Submissions.OpenSubmissionAsync(opening, cancellationToken: Cancellation);
        opening.DryRun = true;
        var failure = Failure.Of(await Assert.ThrowsAsync<RpcException>(
            async () => await exchange.Server.Submissions.OpenSubmissionAsync(opening, cancellationToken: Cancellation)));
        Assert.Equal("CLIENT_TOKEN_REUSED", failure.Reason);
    }

    [Theory]
    [InlineData("BASICS", "2017", "PROFILE_NOT_FOUND")]
    [InlineData("BASIC", "2017-13", "PERIOD_INVALID")]
    [InlineData("BASIC", "", "PERIOD_INVALID")]
    [InlineData("", "2017", "REQUEST_INVALID")]
    public async Task A_profile_and_its_period_are_checked(string profile, string period, string reason)
    {
        var opening = Opening();
        (opening.Profile, opening.ReportingPeriod) = (profile, period);
        var failure = Failure.Of(await Assert.ThrowsAsync<RpcException>(
            async () => await exchange.Server.Submissions.OpenSubmissionAsync(opening, cancellationToken: Cancellation)));
        Assert.Equal(reason, failure.Reason);
    }

    private static OpenSubmissionRequest Opening() => new() { Organisation = Provider, ClientToken = $"{Guid.NewGuid()}" };

    private async Task<Submission> UploadAsync(OpenSubmissionRequest opening, params StagedSeries[] pieces)
    {
        var opened = (await exchange.Server.Submissions.OpenSubmissionAsync(opening, cancellationToken: Cancellation)).Submission;
        using var stream = await UploadStream.StartAsync(exchange.Server, opened.SubmissionId);
        await stream.StageAsync(1, pieces);
        return await stream.EndAsync(1, pieces.Sum(piece => Math.Max(1, piece.Series.Periods.Count)));
    }

    private async Task PublishAsync(Submission submission) => await exchange.Server.Submissions.PublishSubmissionAsync(
        new PublishSubmissionRequest { SubmissionId = submission.SubmissionId }, cancellationToken: Cancellation);

    private async Task<GetValidationReportResponse> ReportAsync(Submission submission, string language) =>
        await exchange.Server.Submissions.GetValidationReportAsync(
            new GetValidationReportRequest { SubmissionId = submission.SubmissionId, Language = language }, cancellationToken: Cancellation);

    private async Task<IEnumerable<int>> RowsAsync(Submission submission, Action<ListFindingsRequest> filter)
    {
        var request = new ListFindingsRequest { SubmissionId = submission.SubmissionId };
        filter(request);
        var page = await exchange.Server.Submissions.ListFindingsAsync(request, cancellationToken: Cancellation);
        return page.Findings.Select(finding => finding.Row);
    }

    private Task<string> ReadAsync(params string[] counterparts) =>
        exchange.Client.ReadTextAsync(new SeriesQuery().Where("REF_AREA", "KZ").Where("COUNTERPART_AREA", counterparts));
}
