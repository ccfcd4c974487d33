using StatExchange.Client;
using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.V1;
using static StatExchange.FunctionalTests.Infrastructure.Figures;
using StatusCode = Grpc.Core.StatusCode;

namespace StatExchange.FunctionalTests.Submissions;

/// <summary>A server that is restarted for maintenance costs an office nothing but time.</summary>
public sealed class ShutdownTests(PostgresCluster cluster)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_shutdown_ends_an_open_upload_with_its_reason_and_keeps_what_was_acknowledged()
    {
        var database = await cluster.CreateDatabaseAsync();
        await using var server = await ServerUnderTest.StartAsync(database);
        var submission = await server.Client.OpenAsync(Provider);
        using (var stream = await UploadStream.StartAsync(server, submission.Id))
        {
            await stream.StageAsync(1, Year(2016));
            server.Stop();
            var failure = await stream.FailureAsync();
            Assert.Equal((StatusCode.Unavailable, "SHUTTING_DOWN"), (failure.Code, failure.Reason));
            Assert.NotNull(failure.RetryDelay);
        }

        await server.WaitForExitAsync();
        await using var next = await ServerUnderTest.StartAsync(database);
        using var again = await UploadStream.StartAsync(next, submission.Id);
        Assert.Equal(1, again.LastBatch);
        var completed = await again.EndAsync(1, 1);
        Assert.Equal((SubmissionState.Received, 1), (completed.State, completed.Observations));
    }

    [Fact]
    public async Task The_client_goes_on_with_the_next_server_by_itself()
    {
        const int years = 20;
        var database = await cluster.CreateDatabaseAsync();
        await using var server = await ServerUnderTest.StartAsync(database);
        await using var client = server.PatientClient();
        var submission = await client.OpenAsync(Provider);
        ServerUnderTest? next = null;
        try
        {
            var completed = await submission.UploadAsync(Series(), new UploadOptions { ObservationsPerBatch = 1 }, cancellationToken: Cancellation);
            Assert.Equal((SubmissionState.Received, years, years), (completed.State, completed.Batches, completed.Observations));
            Assert.Equal(years, (await submission.PublishAsync(Cancellation)).Release.ObservationsAdded);
        }
        finally
        {
            await (next?.DisposeAsync() ?? ValueTask.CompletedTask);
        }

        async IAsyncEnumerable<StagedSeries> Series()
        {
            for (var year = 2000; year < 2000 + years; year++)
            {
                yield return Year(year);
                if (year != 2000 + (years / 2))
                    continue;
                server.Stop();
                await server.WaitForExitAsync();
                next = await ServerUnderTest.StartAsync(database, ("ASPNETCORE_URLS", server.Address.ToString()));
            }
        }
    }

    private static StagedSeries Year(int year) => Append(Figures.Series(Key(), At($"{year}", year)), firstRow: year);
}
