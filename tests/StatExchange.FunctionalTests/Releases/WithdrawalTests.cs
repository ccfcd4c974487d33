using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.V1;
using static StatExchange.FunctionalTests.Infrastructure.Figures;

namespace StatExchange.FunctionalTests.Releases;

/// <summary>A withdrawal restores what was before, as a vintage of its own; nothing of the history goes.</summary>
public sealed class WithdrawalTests(PostgresCluster cluster) : IAsyncLifetime
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
    public async Task What_was_added_changed_and_deleted_is_as_before()
    {
        await _office.ReleaseAsync(
            Append(Series(Key(), At("2015", 100, 'P', "first count"), At("2016", 101.5m))), Append(Series(Key(counterpart: "RU"), At("2016", 7))));
        var wrong = await _office.ReleaseAsync(
            Append(Series(Key(), At("2015", 90), At("2017", 80))),
            Do(SeriesAction.Delete, new Series { Key = Key(counterpart: "RU") }),
            Append(Series(Key(counterpart: "UZ"), At("2017", 3))));
        var withdrawal = await _office.WithdrawReleaseAsync(wrong.ReleaseId);

        Assert.Equal("2015=100.0P 2016=101.5 | 2016=7", await _office.ReadTextAsync());
        Assert.Equal("2015=90.0 2016=101.5 2017=80.0 | 2017=3", await _office.ReadTextAsync(asOf: Office.After(wrong.ReleaseId)));
        var release = withdrawal.Release;
        Assert.Equal((3, ReleaseKind.Withdrawal, "It was wrong."), (release.ReleaseId, release.Kind, release.Reason));
        Assert.Equal((1, 1, 2, 0), (release.ObservationsAdded, release.ObservationsChanged, release.ObservationsDeleted, withdrawal.ObservationsLeft));
        Assert.Equal("first count", (await _office.ReadAsync())[0].Comments[0].Text["en"]);
        var withdrawn = await _office.Releases.GetReleaseAsync(new GetReleaseRequest { ReleaseId = wrong.ReleaseId }, cancellationToken: Cancellation);
        Assert.Equal(3, withdrawn.Release.WithdrawnByReleaseId);

        // Repeating it changes nothing.
        Assert.Equal(withdrawal, await _office.WithdrawReleaseAsync(wrong.ReleaseId));
    }

    [Fact]
    public async Task What_later_releases_changed_stays()
    {
        var first = await _office.ReleaseAsync(Append(Series(Key(), At("2015", 100), At("2016", 100))));
        await _office.ReleaseAsync(Append(Series(Key(), At("2016", 105))));
        var withdrawal = await _office.WithdrawReleaseAsync(first.ReleaseId);
        Assert.Equal((1, 1), (withdrawal.ObservationsLeft, withdrawal.Release.ObservationsDeleted));
        Assert.Equal("2016=105", await _office.ReadTextAsync());
    }

    [Fact]
    public async Task Releases_that_are_withdrawn_themselves_are_passed_over()
    {
        await _office.ReleaseAsync(Append(Series(Key(), At("2016", 100))));
        var second = await _office.ReleaseAsync(Append(Series(Key(), At("2016", 101))));
        var third = await _office.ReleaseAsync(Append(Series(Key(), At("2016", 102))));
        await _office.WithdrawReleaseAsync(second.ReleaseId);
        Assert.Equal("2016=102", await _office.ReadTextAsync());
        await _office.WithdrawReleaseAsync(third.ReleaseId);
        Assert.Equal("2016=100", await _office.ReadTextAsync());
    }

    [Fact]
    public async Task What_is_restored_comes_from_where_it_came_from()
    {
        await _office.ReleaseAsync(Append(Series(Key(), Enumerable.Range(2010, 6).Select(year => At($"{year}", 1000))), firstRow: 2));
        var outlier = await _office.ReleaseAsync(Append(Series(Key(), At("2016", 90_000)), firstRow: 30));
        var wrong = await _office.ReleaseAsync(Append(Series(Key(), At("2016", 1001)), firstRow: 40));
        await _office.WithdrawReleaseAsync(wrong.ReleaseId);

        var trace = await _office.Queries.TraceObservationAsync(
            new TraceObservationRequest { Key = Key(provider: Provider), Period = "2016" }, cancellationToken: Cancellation);
        Assert.Equal((outlier.ReleaseId, outlier.SubmissionId, 30), (trace.Released.ReleaseId, trace.SubmissionId, trace.Places[0].Row));
        Assert.Contains(trace.Justifications, justification => justification is { RuleId: "VNO_MEDIAN", Justification.Text: "It was so." });
    }

    [Fact]
    public async Task Only_a_publication_and_by_its_organisation()
    {
        var release = await _office.ReleaseAsync(Append(Series(Key(), At("2016", 100))));
        var withdrawal = await _office.WithdrawReleaseAsync(release.ReleaseId);
        Assert.Equal("RELEASE_CANNOT_BE_WITHDRAWN", (await Office.FailureAsync(() => _office.WithdrawReleaseAsync(withdrawal.Release.ReleaseId))).Reason);
        Assert.Equal("RELEASE_NOT_FOUND", (await Office.FailureAsync(() => _office.WithdrawReleaseAsync(99))).Reason);
        Assert.Equal("NOT_ALLOWED", (await Office.FailureAsync(() => _server.As("UZ.STAT").WithdrawReleaseAsync(release.ReleaseId))).Reason);
        Assert.Equal("CALLER_UNKNOWN", (await Office.FailureAsync(() => _server.As("").WithdrawReleaseAsync(release.ReleaseId))).Reason);
        Assert.Equal("", await _office.ReadTextAsync());
    }

    [Fact]
    public async Task A_withdrawn_submission_leads_no_further()
    {
        var submission = await _office.PublishAsync(await _office.SendAsync(Append(Series(Key(), At("2016", 100)))));
        await _office.WithdrawReleaseAsync(submission.Release.ReleaseId);
        foreach (var call in new Func<Task>[] { () => _office.PublishAsync(submission), () => _office.CancelEmbargoAsync(submission) })
            Assert.Equal("WITHDRAWN", (await Office.FailureAsync(call)).Metadata["state"]);
    }
}
