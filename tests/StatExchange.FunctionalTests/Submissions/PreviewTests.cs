using Grpc.Core;
using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.V1;
using static StatExchange.FunctionalTests.Infrastructure.Figures;

namespace StatExchange.FunctionalTests.Submissions;

/// <summary>What publishing would change is told before it does, and is what it then does.</summary>
public sealed class PreviewTests(PostgresCluster cluster) : IAsyncLifetime
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
    public async Task Added_changed_deleted_and_unchanged_are_told_by_indicator_and_in_full()
    {
        await _office.ReleaseAsync(
            Append(Series(Key(), At("2014", 100), At("2015", 200), At("2016", 0), At("2017", null, 'L'))),
            Append(Series(Key("BRD_EXIT_TOT"), At("2015", 1))));
        var submission = await _office.SendAsync(
            Append(Series(Key(), At("2014", 100), At("2015", 150), At("2016", 5), At("2017", 7), At("2018", 9))),
            Append(Series(Key(counterpart: "RU"), At("2018", 3))),
            Do(SeriesAction.Delete, new Series { Key = Key("BRD_EXIT_TOT"), Periods = { 2015 } }));

        var (changes, summary) = await PreviewAsync(_office, submission);
        Assert.Equal(
            [
                "BRD_ENTRY_TOT CN: 2015=200 2016=0 2017=L -> 2015=150 2016=5 2017=7 2018=9",
                "BRD_ENTRY_TOT RU: none -> 2018=3",
                "BRD_EXIT_TOT CN: 2015=1 -> none",
            ],
            changes.Select(Text).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["BRD_ENTRY_TOT +1 ~1 series, +2 ~3 -0 =1, 25%", "BRD_EXIT_TOT +0 ~1 series, +0 ~0 -1 =0, 0%"], summary.Indicators.Select(Text));
        Assert.Equal(" +1 ~2 series, +2 ~3 -1 =1, 25%", Text(summary.Total));
        Assert.Equal(1, summary.Against.ReleaseId);
        Assert.Contains(summary.Findings, finding => finding.RuleId.Contains("REV", StringComparison.Ordinal) || finding.RuleId.StartsWith("RNR", StringComparison.Ordinal) || finding.Facts.Count > 0);

        var release = (await _office.PublishAsync(submission)).Release;
        Assert.Equal(
            (summary.Total.SeriesAdded, summary.Total.SeriesChanged, summary.Total.Added, summary.Total.Changed, summary.Total.Deleted),
            (release.SeriesAdded, release.SeriesChanged, release.ObservationsAdded, release.ObservationsChanged, release.ObservationsDeleted));
    }

    [Fact]
    public async Task A_preview_is_against_the_figures_as_they_are_now()
    {
        var submission = await _office.SendAsync(Append(Series(Key(), At("2016", 10))));
        Assert.Equal("BRD_ENTRY_TOT CN: none -> 2016=10", Text(Assert.Single((await PreviewAsync(_office, submission)).Changes)));
        await _office.ReleaseAsync(Append(Series(Key(), At("2016", 8))));
        var (changes, summary) = await PreviewAsync(_office, submission);
        Assert.Equal("BRD_ENTRY_TOT CN: 2016=8 -> 2016=10", Text(Assert.Single(changes)));
        Assert.Equal(" +0 ~1 series, +0 ~1 -0 =0, 25%", Text(summary.Total));
        Assert.Equal(1, summary.Against.ReleaseId);
        await _office.ReleaseAsync(Append(Series(Key(), At("2016", 10))));
        Assert.Empty((await PreviewAsync(_office, submission)).Changes);
    }

    [Fact]
    public async Task What_cannot_be_published_is_told()
    {
        var submission = await _office.SendAsync(Do(SeriesAction.Merge, Series(Key(), At("2016", null, 'P', "provisional"))));
        Assert.Equal("NOTHING_TO_MERGE_INTO", (await Office.FailureAsync(() => PreviewAsync(_office, submission))).Reason);
        Assert.Equal(
            "NOTHING_TO_MERGE_INTO", (await Office.FailureAsync(() => _office.ScheduleAsync(submission, _server.Clock.GetUtcNow().AddDays(1)))).Reason);
    }

    [Fact]
    public async Task The_rules_are_applied_again_when_other_releases_came_first()
    {
        // Against nothing, a first figure is no revision; against what comes in between, it is a large one.
        var submission = await _office.SendAsync(Append(Series(Key(), At("2015", 100), At("2016", 100))));
        Assert.Equal(0, submission.UnjustifiedWarnings);
        await _office.ReleaseAsync(Append(Series(Key(), At("2015", 100_000), At("2016", 100_000))));

        var failure = await Office.FailureAsync(() => _office.PublishAsync(submission));
        Assert.Equal("WARNINGS_NOT_JUSTIFIED", failure.Reason);
        var summary = (await PreviewAsync(_office, submission)).Summary;
        Assert.True(summary.Submission.UnjustifiedWarnings > 0);
        Assert.NotEmpty(summary.Findings);
        await _office.JustifyAsync(submission);

        // Justified once, it stays so though it is judged once more.
        await _office.ReleaseAsync(Append(Series(Key(), At("2014", 90_000))));
        await PreviewAsync(_office, submission);
        Assert.Equal(SubmissionState.Published, (await _office.PublishAsync(submission)).State);
    }

    [Fact]
    public async Task An_approval_does_not_cover_what_was_found_after_it()
    {
        var approver = _server.As(Provider, "B. Akhmetov");
        var submission = await _office.SendAsync(Append(Series(Key(), At("2015", 100), At("2016", 100))));
        await approver.ApproveAsync(submission);
        await _office.ReleaseAsync(Append(Series(Key(), At("2015", 100_000), At("2016", 100_000))));
        Assert.Equal("WARNINGS_NOT_JUSTIFIED", (await Office.FailureAsync(() => _office.PublishAsync(submission))).Reason);
        Assert.Equal(SubmissionState.Received, await _office.StateAsync(submission));
        Assert.Equal(string.Empty, (await _office.GetAsync(submission)).Transitions[^1].Organisation);
    }

    internal static async Task<(List<SeriesChange> Changes, PreviewSummary Summary)> PreviewAsync(Office office, Submission submission)
    {
        using var call = office.Submissions.PreviewSubmission(
            new PreviewSubmissionRequest { SubmissionId = submission.SubmissionId }, cancellationToken: Cancellation);
        var messages = await call.ResponseStream.ReadAllAsync(Cancellation).ToListAsync(Cancellation);
        return ([.. messages.Where(message => message.Changes is not null).SelectMany(message => message.Changes.Changes)], messages[^1].Summary);
    }

    internal static string Text(SeriesChange change)
    {
        var key = (change.Before ?? change.After).Key;
        return $"{key.Indicator} {key.CounterpartArea}: {Side(change.Before)} -> {Side(change.After)}";

        static string Side(Series? series) => series is null ? "none" : Figures.Text(series);
    }

    private static string Text(IndicatorRevision revision) =>
        $"{revision.Indicator} +{revision.SeriesAdded} ~{revision.SeriesChanged} series, +{revision.Added} ~{revision.Changed} -{revision.Deleted} ={revision.Unchanged}, {revision.LargestChangePercent:0}%";
}
