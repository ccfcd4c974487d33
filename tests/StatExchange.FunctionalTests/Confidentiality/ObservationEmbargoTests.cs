using Google.Protobuf.WellKnownTypes;
using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.V1;
using static StatExchange.FunctionalTests.Infrastructure.Figures;

namespace StatExchange.FunctionalTests.Confidentiality;

/// <summary>A single observation that everybody sees from an instant on.</summary>
public sealed class ObservationEmbargoTests(PostgresCluster cluster) : IAsyncLifetime
{
    private InProcessServer _server = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Office Border => _server.As(Provider, "S. Ender");

    private Office Anybody => _server.As("");

    public async ValueTask InitializeAsync() => _server = await InProcessServer.StartAsync(await cluster.CreateDatabaseAsync(), InProcessServer.NewClock());

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task It_is_hidden_until_its_instant_and_a_release_of_its_own_shows_it()
    {
        var instant = _server.Clock.GetUtcNow().AddHours(1);
        var release = await Border.ReleaseAsync(Append(Until(instant, "2017", "2018")));
        Assert.Equal("2017=Q 2018=20", await Anybody.ReadTextAsync());
        Assert.Empty(Assert.Single(await Anybody.ReadAsync()).Embargoes);
        var own = Assert.Single(await Border.ReadAsync());
        Assert.Equal(("2017=10 2018=20", "EF"), (Text(own), own.ConfStatus));
        Assert.Equal((0, instant), (Assert.Single(own.Embargoes).Position, own.Embargoes[0].Until.ToDateTimeOffset()));

        _server.Clock.Advance(TimeSpan.FromHours(1));
        await WaitForAsync("2017=10 2018=20");
        var lifted = await LastReleaseAsync();
        Assert.Equal(
            (release.ReleaseId + 1, ReleaseKind.EmbargoLifted, Provider, 1L, 1L),
            (lifted.ReleaseId, lifted.Kind, lifted.Organisation, lifted.SeriesChanged, lifted.ObservationsChanged));
        Assert.Equal("", Assert.Single(await Anybody.ReadAsync()).ConfStatus);
        Assert.Empty(Assert.Single(await Border.ReadAsync()).Embargoes);
        Assert.Equal("2017=Q 2018=20", await Anybody.ReadTextAsync(asOf: Office.After(release.ReleaseId)));
    }

    [Fact]
    public async Task Stating_it_again_moves_or_ends_the_embargo()
    {
        var instant = _server.Clock.GetUtcNow().AddHours(1);
        await Border.ReleaseAsync(Append(Until(instant, "2017", "2018")));
        await Border.ReleaseAsync(Append(Until(instant.AddHours(1), "2017")));
        Assert.Equal(instant.AddHours(1), Assert.Single(Assert.Single(await Border.ReadAsync()).Embargoes).Until.ToDateTimeOffset());

        await Border.ReleaseAsync(Append(WithoutInstant(10)));
        Assert.Empty(Assert.Single(await Border.ReadAsync()).Embargoes);
        _server.Clock.Advance(TimeSpan.FromHours(3));
        await Border.ReleaseAsync(Append(Series(Key(counterpart: "GE"), At("2017", 5))));
        Assert.Equal("2017=Q 2018=20 | 2017=5", await Anybody.ReadTextAsync());
    }

    [Fact]
    public async Task A_withdrawal_restores_no_figure_with_the_instant_of_another()
    {
        await Border.ReleaseAsync(Append(WithoutInstant(5)));
        var later = Until(_server.Clock.GetUtcNow().AddHours(1), "2017");
        var second = await Border.ReleaseAsync(Append(later));
        await Border.WithdrawReleaseAsync(second.ReleaseId);
        Assert.Equal("2017=5", await Border.ReadTextAsync());
        Assert.Empty(Assert.Single(await Border.ReadAsync()).Embargoes);
        _server.Clock.Advance(TimeSpan.FromHours(2));
        await Border.ReleaseAsync(Append(Series(Key(counterpart: "GE"), At("2017", 5))));
        Assert.Equal("2017=Q | 2017=5", await Anybody.ReadTextAsync());
    }

    [Fact]
    public async Task A_withdrawal_leaves_free_what_was_free()
    {
        var instant = _server.Clock.GetUtcNow().AddHours(1);
        await Border.ReleaseAsync(Append(Until(instant, "2017")));
        _server.Clock.Advance(TimeSpan.FromHours(1));
        await WaitForAsync("2017=10");
        var second = await Border.ReleaseAsync(Append(Series(Key(), At("2017", 11))));
        await Border.WithdrawReleaseAsync(second.ReleaseId);
        Assert.Equal("2017=10", await Anybody.ReadTextAsync());
        Assert.Equal("2017=11", await Anybody.ReadTextAsync(asOf: Office.After(second.ReleaseId)));
    }

    [Theory]
    [InlineData('F', 60, "EMBARGO_TIME: F")]
    [InlineData('E', -60, "EMBARGO_TIME: 2027-01-15T07:00:00Z")]
    [InlineData('E', 6 * 365 * 24 * 60, "EMBARGO_TIME: 2033-01-13T08:00:00Z")]
    public async Task An_instant_that_means_nothing_is_found(char confidentiality, int minutes, string found)
    {
        var series = Until(_server.Clock.GetUtcNow().AddMinutes(minutes), "2017");
        series.ConfStatus = $"{confidentiality}";
        var submission = await Border.SendAsync(Append(series));
        var findings = await Border.Submissions.ListFindingsAsync(new ListFindingsRequest { SubmissionId = submission.SubmissionId }, cancellationToken: Cancellation);
        var finding = Assert.Single(findings.Findings);
        Assert.Equal((FindingRule.EmbargoTimeWrong, found), (finding.Rule, $"{finding.Concept}: {finding.Value}"));
    }

    // The first period is kept until the instant, with the value 10; those after it are free, with 20.
    private static Series Until(DateTimeOffset instant, params string[] periods)
    {
        var series = Series(Key(), periods.Select((period, index) => At(period, index == 0 ? 10 : 20)));
        series.ConfStatus = $"E{new string('F', periods.Length - 1)}";
        series.Embargoes.Add(new ObservationEmbargo { Position = 0, Until = instant.ToTimestamp() });
        return series;
    }

    private static Series WithoutInstant(decimal value)
    {
        var series = Series(Key(), At("2017", value));
        series.ConfStatus = "E";
        return series;
    }

    private async Task WaitForAsync(string text)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        deadline.CancelAfter(TimeSpan.FromSeconds(30));
        while (await Anybody.ReadTextAsync() != text)
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, deadline.Token);
    }

    private async Task<Release> LastReleaseAsync() =>
        (await Anybody.Releases.ListReleasesAsync(new ListReleasesRequest(), cancellationToken: Cancellation)).Releases[^1];
}
