using System.Diagnostics;
using Grpc.Core;
using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.V1;
using static StatExchange.FunctionalTests.Infrastructure.Figures;

namespace StatExchange.FunctionalTests.Submissions;

/// <summary>kill -9 of the server or of PostgreSQL at each step of publishing leaves all or nothing, and nothing stuck.</summary>
public sealed class PublishingCrashTests(CrashingCluster cluster) : IClassFixture<CrashingCluster>
{
    private const string Before = "2015=100 2016=100 | 2016=7";
    private const string After = "2015=100 2016=90000 2017=110 | 2017=3";

    public static TheoryData<string> Steps =>
    [
        "series_current", "series_history", "figure_origin", "figure_justification", "staged_series", "submission_transition", "submission", "release",
        HeldPublication.Commit,
    ];

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task The_server_is_killed(string step)
    {
        var database = await cluster.CreateDatabaseAsync();
        Submission submission;
        await using (var server = await ServerUnderTest.StartAsync(database))
        {
            var office = new Office(server.Channel, Provider);
            submission = await PrepareAsync(office);
            await using var held = await HeldPublication.BeginAsync(database, step);
            var publishing = office.PublishAsync(submission);
            await held.WaitUntilItWaitsAsync(publishing);
            Assert.Equal(Before, await office.ReadTextAsync());
            await server.KillAsync();
            await Assert.ThrowsAnyAsync<RpcException>(() => publishing);
        }

        await using var restarted = await ServerUnderTest.StartAsync(database);
        await AssertAllOrNothingAsync(new Office(restarted.Channel, Provider), submission);
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task The_database_is_killed(string step)
    {
        var database = await cluster.CreateDatabaseAsync();
        await using var server = await ServerUnderTest.StartAsync(database);
        server.ErrorsExpected = true;
        var office = new Office(server.Channel, Provider);
        var submission = await PrepareAsync(office);
        var held = await HeldPublication.BeginAsync(database, step);
        var publishing = office.PublishAsync(submission);

        // When one of its processes dies so, PostgreSQL ends all of them and recovers from what is on the disk.
        using (var process = Process.GetProcessById(await held.WaitUntilItWaitsAsync(publishing)))
            process.Kill();
        await Assert.ThrowsAnyAsync<RpcException>(() => publishing);
        await held.DisposeAsync();
        await CrashingCluster.WaitUntilItAnswersAsync(database);

        // The same server goes on, once the database answers.
        await AssertAllOrNothingAsync(office, submission);
    }

    [Theory]
    [InlineData("figure_origin")]
    [InlineData("release")]
    [InlineData(HeldPublication.Commit)]
    public async Task The_server_is_killed_at_the_instant_of_an_embargo(string step)
    {
        var database = await cluster.CreateDatabaseAsync();
        Submission submission;
        await using (var server = await ServerUnderTest.StartAsync(database))
        {
            var office = new Office(server.Channel, Provider);
            submission = await PrepareAsync(office);
            await using var held = await HeldPublication.BeginAsync(database, step);
            await office.ScheduleAsync(submission, TimeProvider.System.GetUtcNow().AddSeconds(1));
            await held.WaitUntilItWaitsAsync();
            Assert.Equal(Before, await office.ReadTextAsync());
            await server.KillAsync();
        }

        // Nobody has to ask for it again.
        await using var restarted = await ServerUnderTest.StartAsync(database);
        var reader = new Office(restarted.Channel, Provider);
        var published = await reader.WaitForAsync(submission, SubmissionState.Published);
        Assert.Equal((2, After), (published.Release.ReleaseId, await reader.ReadTextAsync()));
    }

    private static async Task AssertAllOrNothingAsync(Office office, Submission submission)
    {
        var (state, figures) = await RetryAsync(async () => (await office.StateAsync(submission), await office.ReadTextAsync()));
        Assert.Equal(state == SubmissionState.Published ? After : Before, figures);
        Assert.True(state is SubmissionState.Published or SubmissionState.Received);
        var release = (await office.PublishAsync(submission)).Release;
        Assert.Equal((2, After), (release.ReleaseId, await office.ReadTextAsync()));
        Assert.Equal(Before, await office.ReadTextAsync(asOf: Office.After(1)));
        Assert.Single((await office.GetAsync(submission)).Transitions, transition => transition.ToState == SubmissionState.Published);
    }

    private static async Task<T> RetryAsync<T>(Func<Task<T>> call)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await call();
            }
            catch (RpcException exception) when (exception.StatusCode is Grpc.Core.StatusCode.Unavailable or Grpc.Core.StatusCode.Internal && attempt < 50)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, TestContext.Current.CancellationToken);
            }
        }
    }

    // Something of everything: a series changed with a warning justified, one emptied, one added.
    private static async Task<Submission> PrepareAsync(Office office)
    {
        await office.ReleaseAsync(Append(Series(Key(), At("2015", 100), At("2016", 100))), Append(Series(Key(counterpart: "RU"), At("2016", 7))));
        return await office.SendAsync(
            Append(Series(Key(), At("2016", 90_000), At("2017", 110))), Do(SeriesAction.Delete, new Series { Key = Key(counterpart: "RU") }),
            Append(Series(Key(counterpart: "UZ"), At("2017", 3))));
    }
}
