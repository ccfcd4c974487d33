using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.V1;
using static StatExchange.FunctionalTests.Infrastructure.Figures;
using static StatExchange.FunctionalTests.Submissions.ContentRulesCase;

namespace StatExchange.FunctionalTests.Submissions;

/// <summary>What errors on the content do when the submission leaves out what is wrong.</summary>
public sealed class ContentRulesLeaveOutTests(ExchangeFixture exchange) : IClassFixture<ExchangeFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Wrong_figures_and_later_duplicates_are_marked_to_be_left_out()
    {
        using var submission = await RawSubmission.UploadAsync(
            exchange.Server, Provider,
            In("AM", [Of("MIG_IMM_TOT", "2015=5 2016=-1 2017=-2"), Of("MIG_EMI_TOT", "2016=4"), Of("MIG_EMI_TOT", "2015=1 2016=9")]),
            request => request.ErrorHandling = ErrorHandling.LeaveOut);
        Assert.Equal((SubmissionState.Received, 3, 3), (submission.State.State, submission.State.Errors, submission.State.ObservationsLeftOut));
        Assert.Equal(["2,3", "", "2"], await LeftOutAsync(submission.State.SubmissionId));
        var findings = await submission.FindingsAsync();
        Assert.Equal(["RWD_OBSERVATION 7", "VIR_COUNT 3", "VIR_COUNT 4"], findings.Select(finding => $"{finding.RuleId} {finding.Row}"));
    }

    [Fact]
    public async Task A_duplicate_that_is_left_out_is_judged_by_no_rule()
    {
        using var submission = await RawSubmission.UploadAsync(
            exchange.Server, Provider, In("GE", [Of("MIG_IMM_TOT", "2016=4"), Of("MIG_IMM_TOT", "2016=-9")]),
            request => request.ErrorHandling = ErrorHandling.LeaveOut);
        Assert.Equal("RWD_OBSERVATION", Assert.Single(await submission.FindingsAsync()).RuleId);
    }

    [Fact]
    public async Task Errors_refuse_otherwise_and_every_one_is_found()
    {
        using var submission = await RawSubmission.UploadAsync(
            exchange.Server, Provider, In("AZ", [Of("MIG_IMM_TOT", "2016=-1"), Of("MIG_EMI_TOT", "2016=1", "XX"), Of("MIG_EMI_ST", "2016=-1")]));
        Assert.Equal((SubmissionState.Refused, 3, 0), (submission.State.State, submission.State.Errors, submission.State.ObservationsLeftOut));
    }

    // The positions of each piece, in the order of the upload.
    private async Task<List<string>> LeftOutAsync(string submissionId)
    {
        await using var connection = new Npgsql.NpgsqlConnection(exchange.ConnectionString);
        await connection.OpenAsync(Cancellation);
        await using var command = new Npgsql.NpgsqlCommand(
            $"SELECT coalesce(array_to_string(left_out, ','), '') FROM staged_series WHERE submission_id = '{submissionId}' ORDER BY batch, position", connection);
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        var positions = new List<string>();
        while (await reader.ReadAsync(Cancellation))
            positions.Add(reader.GetString(0));
        return positions;
    }
}
