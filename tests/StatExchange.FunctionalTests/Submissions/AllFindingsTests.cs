using Grpc.Net.Client;
using StatExchange.Client;
using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.V1;
using static StatExchange.FunctionalTests.Infrastructure.Figures;

namespace StatExchange.FunctionalTests.Submissions;

/// <summary>An office learns of all its errors at once, and nothing of a submission with errors is ever published.</summary>
public sealed class AllFindingsTests(PostgresCluster cluster)
{
    private const int Errors = 10_000;
    private const int Pieces = 4;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ten_thousand_errors_are_ten_thousand_findings_also_after_a_restart()
    {
        var database = await cluster.CreateDatabaseAsync();
        await using var server = await ServerUnderTest.StartAsync(database);
        var submission = await server.Client.UploadAsync(Provider, Enumerable.Range(0, Pieces).Select(Faulty));
        Assert.Equal((SubmissionState.Refused, Errors), (submission.Submission.State, submission.Submission.Errors));

        var findings = await submission.FindingsAsync().ToListAsync(Cancellation);
        Assert.Equal(Enumerable.Range(1, Errors), findings.Select(finding => (int)finding.Number));
        Assert.Equal(Enumerable.Range(2, Errors), findings.Select(finding => finding.Row));
        Assert.Equal(Enumerable.Range(0, Errors).Select(RuleOf), findings.Select(finding => finding.Rule));
        Assert.Equal(Errors, findings.Select(finding => (finding.Key.CounterpartArea, finding.Period)).Distinct().Count());
        foreach (var rule in Enumerable.Range(0, Pieces).Select(RuleOf))
            Assert.Equal(Errors / Pieces, await submission.FindingsAsync(rule).CountAsync(Cancellation));

        server.Stop();
        await server.WaitForExitAsync();
        await using var restarted = await ServerUnderTest.StartAsync(database);
        var again = await restarted.Client.GetSubmissionAsync(submission.Id, Cancellation);
        Assert.Equal(submission.Submission, again.Submission);
        Assert.Equal(findings, await again.FindingsAsync().ToListAsync(Cancellation));
        Assert.Equal(findings, await PageAsync(restarted, submission.Id, pageSize: 777));
        Assert.Equal(findings, await PageAsync(restarted, submission.Id, pageSize: 1000));
    }

    [Fact]
    public async Task A_refused_submission_publishes_nothing_and_the_corrected_one_everything()
    {
        await using var server = await ServerUnderTest.StartAsync(await cluster.CreateDatabaseAsync());
        Series Sound() => Series(Key(counterpart: "RU"), At("2016", 1m), At("2017", 2m));
        var wrong = Series(Key(), At("2016", 3m, 'Q'), At("2017", 4m, 'L'));
        var refused = await server.Client.UploadAsync(Provider, Append(Sound()), Append(wrong, firstRow: 4));

        var failure = await Assert.ThrowsAsync<SubmissionRefusedException>(() => refused.PublishAsync(Cancellation));
        Assert.Equal(ErrorReason.SubmissionHasErrors, failure.Reason);
        Assert.Equal((refused.Id, "2"), (failure.Metadata["submission_id"], failure.Metadata["errors"]));
        Assert.Empty(await server.Client.ReadAsync(new SeriesQuery()));
        Assert.Equal(SubmissionState.Refused, (await refused.RefreshAsync(Cancellation)).State);

        var release = await server.Client.PublishAsync(
            Provider, Append(Sound()), Append(Series(Key(), At("2016", null, 'Q'), At("2017", 4m)), firstRow: 4));
        Assert.Equal((1, 2, 4), (release.ReleaseId, release.SeriesAdded, release.ObservationsAdded));
        Assert.Equal(["2016=1 2017=2", "2016=Q 2017=4"], (await server.Client.ReadAsync(new SeriesQuery())).Select(Text).Order(StringComparer.Ordinal));

        // The record of the refused one stays as it was.
        Assert.Equal([4, 5], await refused.FindingsAsync().Select(finding => finding.Row).ToListAsync(Cancellation));
    }

    private static FindingRule RuleOf(int row) => (row % Pieces) switch
    {
        0 => FindingRule.ValueForbidden,
        1 => FindingRule.ValueMissing,
        2 => FindingRule.UnknownCode,
        _ => FindingRule.ConfidentialValue,
    };

    // Every day has its own fault.
    private static StagedSeries Faulty(int piece)
    {
        const int days = Errors / Pieces;
        var series = Series(Key(counterpart: new[] { "CN", "RU", "UZ", "KG" }[piece], freq: "D"), Enumerable.Range(0, days).Select(Day));
        return Append(series, firstRow: 2 + (piece * days));
    }

    private static Observation Day(int number)
    {
        var period = new TimePeriod(Frequency.Find("D")!, TimePeriod.Parse("2017-01-01").Ordinal + number);
        return RuleOf(number) switch
        {
            FindingRule.ValueForbidden => new Observation(period, number, 'Q'),
            FindingRule.ValueMissing => new Observation(period, null),
            FindingRule.UnknownCode => new Observation(period, number, 'z'),
            _ => new Observation(period, number, ConfidentialityStatus: 'C'),
        };
    }

    private static async Task<List<Finding>> PageAsync(ServerUnderTest server, string submissionId, int pageSize)
    {
        using var channel = GrpcChannel.ForAddress(server.Address);
        var submissions = new V1.SubmissionsService.SubmissionsServiceClient(channel);
        var findings = new List<Finding>();
        var request = new ListFindingsRequest { SubmissionId = submissionId, PageSize = pageSize };
        do
        {
            var page = await submissions.ListFindingsAsync(request, cancellationToken: Cancellation);
            Assert.InRange(page.Findings.Count, 0, pageSize);
            findings.AddRange(page.Findings);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        return findings;
    }
}
