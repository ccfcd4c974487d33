using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.V1;
using static StatExchange.FunctionalTests.Infrastructure.Figures;

namespace StatExchange.FunctionalTests.Releases;

/// <summary>At the instant of an embargo, and not before, figures are public; whichever server is there then.</summary>
public sealed class EmbargoTests(PostgresCluster cluster)
{
    // Long enough in real time for a server that would publish too early to do so.
    private static readonly TimeSpan LongEnough = TimeSpan.FromMilliseconds(300);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Several_wait_and_each_becomes_public_at_its_instant_once_with_two_servers()
    {
        var (database, clock) = (await cluster.CreateDatabaseAsync(), InProcessServer.NewClock());
        await using var first = await InProcessServer.StartAsync(database, clock);
        await using var second = await InProcessServer.StartAsync(database, clock);
        var (border, statistics) = (first.As(Provider), first.As("UZ.STAT"));
        var noon = clock.GetUtcNow().AddHours(4);
        var one = await border.ScheduleAsync(await border.SendAsync(Of(Provider, "CN", 5)), noon);
        var two = await statistics.ScheduleAsync(await statistics.SendAsync(Of("UZ.STAT", "CN", 6)), noon);
        var later = await border.ScheduleAsync(await border.SendAsync(Of(Provider, "RU", 7)), noon.AddSeconds(1));
        Assert.Equal(noon, one.Embargo.Instant.ToDateTimeOffset());

        clock.SetUtcNow(noon - TimeSpan.FromTicks(10));
        await Task.Delay(LongEnough, TimeProvider.System, Cancellation);
        foreach (var server in new[] { first, second })
            Assert.Equal("", await server.As("").ReadTextAsync());

        clock.SetUtcNow(noon);
        await border.WaitForAsync(one, SubmissionState.Published);
        await statistics.WaitForAsync(two, SubmissionState.Published);
        await Task.Delay(LongEnough, TimeProvider.System, Cancellation);
        foreach (var server in new[] { first, second })
            Assert.Equal("2017=5 | 2017=6", await server.As("").ReadTextAsync());

        clock.SetUtcNow(noon.AddSeconds(1));
        later = await border.WaitForAsync(later, SubmissionState.Published);
        Assert.Equal((3, noon.AddSeconds(1)), (later.Release.ReleaseId, later.Release.EmbargoAt.ToDateTimeOffset()));
        var releases = await first.As("").Releases.ListReleasesAsync(new ListReleasesRequest(), cancellationToken: Cancellation);
        Assert.Equal([1, 2, 3], releases.Releases.Select(release => release.ReleaseId));
        Assert.Equal("", await first.As("").ReadTextAsync(asOf: Office.At(noon.AddTicks(-10))));
        Assert.Equal("", (await border.GetAsync(later)).Transitions[^1].Organisation);
    }

    [Fact]
    public async Task It_can_be_moved_both_ways_and_cancelled()
    {
        await using var server = await InProcessServer.StartAsync(await cluster.CreateDatabaseAsync(), InProcessServer.NewClock());
        var (office, start) = (server.As(Provider), server.Clock.GetUtcNow());
        var postponed = await office.ScheduleAsync(await office.SendAsync(Of(Provider, "CN", 5)), start.AddHours(1));
        var advanced = await office.ScheduleAsync(await office.SendAsync(Of(Provider, "RU", 6)), start.AddHours(9));
        var cancelled = await office.ScheduleAsync(await office.SendAsync(Of(Provider, "UZ", 7)), start.AddHours(1));
        await office.ScheduleAsync(postponed, start.AddHours(3));
        await office.ScheduleAsync(advanced, start.AddHours(1));
        Assert.Equal(SubmissionState.Received, (await office.CancelEmbargoAsync(cancelled)).State);
        Assert.Null((await office.CancelEmbargoAsync(cancelled)).Embargo);

        server.Clock.Advance(TimeSpan.FromHours(2));
        await office.WaitForAsync(advanced, SubmissionState.Published);
        Assert.Equal("2017=6", await office.ReadTextAsync());
        server.Clock.Advance(TimeSpan.FromHours(2));
        await office.WaitForAsync(postponed, SubmissionState.Published);
        Assert.Equal(SubmissionState.Received, await office.StateAsync(cancelled));
        Assert.Equal("2017=5 | 2017=6", await office.ReadTextAsync());
    }

    [Fact]
    public async Task What_became_due_while_no_server_ran_is_published_when_one_starts()
    {
        var (database, clock) = (await cluster.CreateDatabaseAsync(), InProcessServer.NewClock());
        Submission submission;
        await using (var server = await InProcessServer.StartAsync(database, clock))
        {
            var office = server.As(Provider);
            submission = await office.ScheduleAsync(await office.SendAsync(Of(Provider, "CN", 5)), clock.GetUtcNow().AddHours(1));
        }

        clock.Advance(TimeSpan.FromDays(1));
        await using var restarted = await InProcessServer.StartAsync(database, clock);
        await restarted.As(Provider).WaitForAsync(submission, SubmissionState.Published);
        Assert.Equal("2017=5", await restarted.As("").ReadTextAsync());
    }

    [Fact]
    public async Task Two_processes_with_a_real_clock_show_it_at_the_instant_though_one_is_killed()
    {
        var database = await cluster.CreateDatabaseAsync();
        await using var killed = await ServerUnderTest.StartAsync(database);
        await using var other = await ServerUnderTest.StartAsync(database);
        var (office, reader) = (new Office(killed.Channel, Provider), new Office(other.Channel, ""));
        var instant = TimeProvider.System.GetUtcNow().AddSeconds(4);
        await office.ScheduleAsync(await office.SendAsync(Of(Provider, "CN", 5)), instant);
        await killed.KillAsync();
        string read;
        do
        {
            read = await reader.ReadTextAsync();
            if (TimeProvider.System.GetUtcNow() < instant)
                Assert.Equal("", read);
        }
        while (read.Length == 0);
        Assert.Equal("2017=5", read);
        Assert.True(TimeProvider.System.GetUtcNow() >= instant);
    }

    [Fact]
    public async Task What_cannot_be_published_at_its_instant_goes_back_and_holds_up_nothing()
    {
        await using var server = await InProcessServer.StartAsync(await cluster.CreateDatabaseAsync(), InProcessServer.NewClock());
        var office = server.As(Provider);
        await office.ReleaseAsync(Of(Provider, "CN", 5));
        var comment = await office.SendAsync(Do(SeriesAction.Merge, Series(Key(), At("2017", null, '.', "corrected"))));
        await office.ScheduleAsync(comment, server.Clock.GetUtcNow().AddHours(1));
        var other = await office.ScheduleAsync(await office.SendAsync(Of(Provider, "RU", 6)), server.Clock.GetUtcNow().AddHours(1));
        await office.ReleaseAsync(Do(SeriesAction.Delete, new Series { Key = Key(), Periods = { 2017 } }));

        server.Clock.Advance(TimeSpan.FromHours(2));
        await office.WaitForAsync(other, SubmissionState.Published);
        var returned = await office.WaitForAsync(comment, SubmissionState.Received);
        Assert.Null(returned.Embargo);
        Assert.Contains("have none yet", (await office.GetAsync(comment)).Transitions[^1].Reason, StringComparison.Ordinal);
        Assert.Equal("2017=6", await office.ReadTextAsync());
    }

    [Theory]
    [InlineData("2027-03-28T02:30", "Europe/Berlin", "local_time")] // skipped
    [InlineData("2027-10-31T02:30", "Europe/Berlin", "local_time")] // passed twice
    [InlineData("2027-06-01T11:00", "Asia/Almatty", "time_zone")]
    [InlineData("2027-06-01T11:00", "localtime", "time_zone")] // another zone on each machine
    [InlineData("1 June 2027", "Asia/Almaty", "local_time")]
    [InlineData("2027-01-15T08:00", "UTC", "instant")] // now
    [InlineData("2033-01-15T08:00", "UTC", "instant")] // too far
    [InlineData("", "UTC", "instant")]
    public async Task An_instant_that_cannot_be_is_refused(string localTime, string zone, string field)
    {
        await using var server = await InProcessServer.StartAsync(await cluster.CreateDatabaseAsync(), InProcessServer.NewClock());
        var office = server.As(Provider);
        var submission = await office.SendAsync(Of(Provider, "CN", 5));
        var failure = await Office.FailureAsync(async () => await office.Submissions.ScheduleSubmissionAsync(
            new ScheduleSubmissionRequest { SubmissionId = submission.SubmissionId, LocalTime = localTime, TimeZone = zone }, cancellationToken: Cancellation));
        Assert.Equal(("EMBARGO_INVALID", field), (failure.Reason, Assert.Single(failure.Fields)));
        Assert.Equal(SubmissionState.Received, await office.StateAsync(submission));
    }

    private static StagedSeries Of(string provider, string counterpart, decimal value) =>
        Append(Series(Key(refArea: provider[..2], counterpart: counterpart), At("2017", value)));
}
