using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.V1;
using static StatExchange.FunctionalTests.Infrastructure.Figures;

namespace StatExchange.FunctionalTests.Submissions;

/// <summary>The life of a submission: what is legal happens and is recorded, what is not is refused with what is possible.</summary>
public sealed class LifeTests(PostgresCluster cluster) : IAsyncLifetime
{
    private InProcessServer _server = null!;
    private Office _office = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await InProcessServer.StartAsync(await cluster.CreateDatabaseAsync(), InProcessServer.NewClock());
        _office = _server.As(Provider, "A. Serikova");
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Every_transition_is_recorded_with_who_when_and_why()
    {
        var submission = await _office.SendAsync(Year(2016, 5));
        _server.Clock.Advance(TimeSpan.FromMinutes(1));
        await _office.Submissions.ScheduleSubmissionAsync(
            new ScheduleSubmissionRequest { SubmissionId = submission.SubmissionId, LocalTime = "2027-01-20T11:00", TimeZone = "Asia/Almaty", Reason = "press day" },
            cancellationToken: Cancellation);
        await _server.As(Provider, "B. Akhmetov").CancelEmbargoAsync(submission);
        var published = await _office.PublishAsync(submission);
        var withdrawal = await _office.WithdrawReleaseAsync(published.Release.ReleaseId);

        var history = await _office.GetAsync(submission);
        Assert.Equal(
            [
                "Unspecified Open 08:00 A. Serikova ",
                "Open Received 08:00 A. Serikova ",
                "Received Scheduled 08:01 A. Serikova 2027-01-20T11:00:00+05:00 Asia/Almaty: press day",
                "Scheduled Received 08:01 B. Akhmetov ",
                "Received Published 08:01 A. Serikova ",
                "Published Withdrawn 08:01 A. Serikova It was wrong.",
            ],
            history.Transitions.Select(step => $"{step.FromState} {step.ToState} {step.At.ToDateTime():HH:mm} {step.Person} {step.Reason}"));
        Assert.All(history.Transitions, step => Assert.Equal(Provider, step.Organisation));
        Assert.Equal((ReleaseKind.Withdrawal, published.Release.ReleaseId), (withdrawal.Release.Kind, withdrawal.Release.WithdrawsReleaseId));
    }

    [Fact]
    public async Task What_is_not_possible_is_refused_with_the_state_and_what_is()
    {
        var published = await _office.PublishAsync(await _office.SendAsync(Year(2016, 5)));
        Assert.Equal(
            ("PUBLISHED", "LIST_FINDINGS, WITHDRAW_RELEASE, REPLACE"), await RefusedAsync(() => _office.WithdrawAsync(published)));
        Assert.Equal(
            ("PUBLISHED", "LIST_FINDINGS, WITHDRAW_RELEASE, REPLACE"),
            await RefusedAsync(() => _office.ScheduleAsync(published, _server.Clock.GetUtcNow().AddDays(1))));

        var opened = (await _office.Submissions.OpenSubmissionAsync(
            new OpenSubmissionRequest { Organisation = Provider, ClientToken = "open" }, cancellationToken: Cancellation)).Submission;
        Assert.Equal(("OPEN", "UPLOAD, WITHDRAW"), await RefusedAsync(() => _office.ApproveAsync(opened)));

        var scheduled = await _office.ScheduleAsync(await _office.SendAsync(Year(2017, 5)), _server.Clock.GetUtcNow().AddDays(1));
        Assert.Equal(
            ("SCHEDULED", "LIST_FINDINGS, PREVIEW, SCHEDULE, CANCEL_EMBARGO, WITHDRAW, REPLACE"),
            await RefusedAsync(() => _office.PublishAsync(scheduled)));
        Assert.Equal(
            [SubmissionAction.ListFindings, SubmissionAction.Preview, SubmissionAction.Schedule, SubmissionAction.CancelEmbargo, SubmissionAction.Withdraw, SubmissionAction.Replace],
            (await _office.GetAsync(scheduled)).Possible);
    }

    [Fact]
    public async Task What_only_was_validated_can_neither_be_approved_nor_scheduled_nor_previewed()
    {
        var validated = await _office.SendAsync(request => request.DryRun = true, Year(2016, 5));
        var approver = _server.As(Provider, "B. Akhmetov");
        Assert.Equal(("RECEIVED", "LIST_FINDINGS, WITHDRAW"), await RefusedAsync(() => approver.ApproveAsync(validated)));
        Assert.Equal(
            ("RECEIVED", "LIST_FINDINGS, WITHDRAW"), await RefusedAsync(() => _office.ScheduleAsync(validated, _server.Clock.GetUtcNow().AddDays(1))));
        Assert.Equal(("RECEIVED", "LIST_FINDINGS, WITHDRAW"), await RefusedAsync(() => PreviewTests.PreviewAsync(_office, validated)));
    }

    [Fact]
    public async Task An_organisation_may_require_a_second_person()
    {
        var policy = await _office.Submissions.SetSubmissionPolicyAsync(
            new SetSubmissionPolicyRequest { Organisation = Provider, RequiresApproval = true }, cancellationToken: Cancellation);
        Assert.Equal((true, "A. Serikova"), (policy.Policy.RequiresApproval, policy.Policy.SetBy));
        var submission = await _office.SendAsync(Year(2016, 5));
        Assert.Equal("APPROVAL_REQUIRED", (await Office.FailureAsync(() => _office.PublishAsync(submission))).Reason);
        Assert.Equal(
            "APPROVAL_REQUIRED", (await Office.FailureAsync(() => _office.ScheduleAsync(submission, _server.Clock.GetUtcNow().AddDays(1)))).Reason);

        foreach (var person in new[] { "A. Serikova", "a. serikova", "" })
            Assert.Equal("APPROVER_NOT_ALLOWED", (await Office.FailureAsync(() => _server.As(Provider, person).ApproveAsync(submission))).Reason);

        // Whoever justified had a hand in it, whomever he names as the author.
        var helper = _server.As(Provider, "C. Helper");
        var warned = await helper.SendAsync(Figures.Append(Figures.Series(Figures.Key(counterpart: "RU"), [.. Enumerable.Range(2005, 12).Select(year => Figures.At($"{year}", year == 2016 ? 1_000_000 : 100 + year))])));
        Assert.True(warned.Warnings > 0);
        await _server.As(Provider, "D. Clever").Submissions.JustifyWarningsAsync(
            new JustifyWarningsRequest { SubmissionId = warned.SubmissionId, RuleId = (await helper.Submissions.ListFindingsAsync(new ListFindingsRequest { SubmissionId = warned.SubmissionId }, cancellationToken: Cancellation)).Findings.First(finding => finding.Severity == FindingSeverity.Warning).RuleId, Text = "It is right.", Author = "E. Else" },
            cancellationToken: Cancellation);
        foreach (var person in new[] { "C. Helper", "D. Clever", "E. Else" })
            Assert.Equal("APPROVER_NOT_ALLOWED", (await Office.FailureAsync(() => _server.As(Provider, person).ApproveAsync(warned))).Reason);

        // Nor can anybody be known to be another person than one without a name.
        var nameless = await _server.As(Provider).SendAsync(Year(2015, 5));
        Assert.Equal("APPROVER_NOT_ALLOWED", (await Office.FailureAsync(() => _server.As(Provider, "Б. Ахметов").ApproveAsync(nameless))).Reason);
        var second = _server.As(Provider, "Б. Ахметов");
        Assert.Equal(SubmissionState.Approved, (await second.ApproveAsync(submission)).State);
        Assert.Equal(SubmissionState.Approved, (await second.ApproveAsync(submission)).State);

        // An embargo that is cancelled leaves the approval.
        var scheduled = await _office.ScheduleAsync(submission, _server.Clock.GetUtcNow().AddDays(1));
        Assert.Equal(SubmissionState.Scheduled, scheduled.State);
        Assert.Equal(SubmissionState.Approved, (await _office.CancelEmbargoAsync(submission)).State);
        Assert.Equal(SubmissionState.Published, (await _office.PublishAsync(submission)).State);
        Assert.Equal("Б. Ахметов", (await _office.GetAsync(submission)).Transitions.First(step => step.ToState == SubmissionState.Approved).Person);
    }

    [Fact]
    public async Task A_correction_supersedes_what_it_replaces()
    {
        var published = await _office.PublishAsync(await _office.SendAsync(Year(2016, 5), Year(2017, 7)));
        var scheduled = await _office.ScheduleAsync(
            await _office.SendAsync(Replaces(published), Year(2016, 6)), _server.Clock.GetUtcNow().AddHours(1));
        Assert.Equal(SubmissionState.Published, await _office.StateAsync(published));

        // The waiting one is superseded at once: its instant must not publish it any more.
        var correction = await _office.ScheduleAsync(
            await _office.SendAsync(Replaces(scheduled), Year(2016, 8)), _server.Clock.GetUtcNow().AddHours(2));
        var superseded = (await _office.GetAsync(scheduled)).Submission;
        Assert.Equal((SubmissionState.Superseded, correction.SubmissionId), (superseded.State, superseded.ReplacedBySubmissionId));
        _server.Clock.Advance(TimeSpan.FromHours(3));
        await _office.WaitForAsync(correction, SubmissionState.Published);
        Assert.Equal("2016=8 2017=7", await _office.ReadTextAsync());

        var final = await _office.PublishAsync(await _office.SendAsync(Replaces(correction), Year(2016, 9)));
        Assert.Equal(SubmissionState.Superseded, await _office.StateAsync(correction));
        Assert.Equal(correction.SubmissionId, final.ReplacesSubmissionId);
        Assert.Equal(
            "SUBMISSION_STATE", (await Office.FailureAsync(() => _office.SendAsync(Replaces(correction), Year(2016, 1)))).Reason);
        Assert.Equal(
            "SUBMISSION_NOT_FOUND", (await Office.FailureAsync(() => _server.As("UZ.STAT").SendAsync(Replaces(final), Year(2016, 1)))).Reason);

        // What superseded submissions published can still be withdrawn.
        await _office.WithdrawReleaseAsync((await _office.GetAsync(correction)).Submission.Release.ReleaseId);
        Assert.Equal(SubmissionState.Withdrawn, await _office.StateAsync(correction));
        Assert.Equal("2016=9 2017=7", await _office.ReadTextAsync());
    }

    private static Action<OpenSubmissionRequest> Replaces(Submission submission) => request => request.ReplacesSubmissionId = submission.SubmissionId;

    private static async Task<(string State, string Possible)> RefusedAsync(Func<Task> call)
    {
        var failure = await Office.FailureAsync(call);
        Assert.Equal("SUBMISSION_STATE", failure.Reason);
        return (failure.Metadata["state"], failure.Metadata["possible"]);
    }

    private static StagedSeries Year(int year, decimal value) => Append(Series(Key(), At($"{year}", value)));
}
