using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.V1;

namespace StatExchange.Benchmarks.Vintages;

/// <summary>A server and a database in which a number of releases revise the same series.</summary>
internal sealed class RevisedExchange : IAsyncDisposable
{
    private readonly ServerUnderTest _server;

    private RevisedExchange(ServerUnderTest server, StoredFigures stored, IReadOnlyList<VintageStep> steps) =>
        (_server, Stored, Steps) = (server, stored, steps);

    /// <summary>Looks at the tables.</summary>
    public StoredFigures Stored { get; }

    /// <summary>What is measured of it.</summary>
    public IReadOnlyList<VintageStep> Steps { get; }

    /// <summary>Starts the server and publishes the releases: all series, then revisions.</summary>
    public static async Task<RevisedExchange> StartAsync(PostgresCluster cluster, string catalogueFolder, int series, int releases)
    {
        var connectionString = await cluster.CreateDatabaseAsync();
        var server = await ServerUnderTest.StartAsync(connectionString, ("Catalogue__DataFolder", catalogueFolder));
        var (exchange, raw) = (await Exchange.OpenAsync(server.Client), new RawCopy(connectionString));
        var figures = new RevisedFigures(series);
        var first = (Release: await PublishAsync(await exchange.UploadAsync(series * GeneratedSeries.Length)), Sum: figures.Sum());
        var (middle, last) = ((first.Release, first.Sum, figures.Revised), first.Release);
        for (var release = 2; release <= releases; release++)
        {
            var revised = figures.Revise();
            last = await PublishAsync(await exchange.UploadAsync(
                revised.Select(one => exchange.Stage(one.Number, one.Positions, position => figures.Value(one.Number, position)))));
            if (release == releases / 2)
                middle = (last, figures.Sum(), figures.Revised);
        }

        await raw.PrepareAsync();
        await raw.TakeCurrentAsync();
        var stored = new StoredFigures(connectionString);
        await stored.VacuumAsync();
        var now = figures.Sum();
        return new RevisedExchange(server, stored, [
            new(releases, VintageStep.Raw, 0, raw.ReadAsync, now),
            new(releases, VintageStep.Current, 0, () => exchange.ReadColumnsAsync(), now),
            new(releases, VintageStep.Middle, figures.Revised - middle.Revised, () => exchange.ReadColumnsAsync(middle.Release), middle.Sum),
            new(releases, VintageStep.First, figures.Revised, () => exchange.ReadColumnsAsync(first.Release), first.Sum),
            new(releases, VintageStep.Changes, figures.Revised, () => ReadChangesAsync(server.Queries, first.Release, last), figures.SumOfChanges()),
        ]);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static async Task<long> PublishAsync(Client.SubmissionHandle submission) => (await submission.PublishAsync()).Release.ReleaseId;

    private static async Task<Checksum> ReadChangesAsync(QueriesService.QueriesServiceClient queries, long from, long to)
    {
        var sum = new Checksum();
        using var call = queries.StreamChanges(
            new StreamChangesRequest { From = new AsOf { ReleaseId = from }, To = new AsOf { ReleaseId = to } }, cancellationToken: default);
        while (await call.ResponseStream.MoveNext(default))
        {
            foreach (var after in call.ResponseStream.Current.Changes.Select(change => change.After))
            {
                for (var i = 0; i < after.Periods.Count; i++)
                    sum.Add(after.Periods[i], after.Values[i]);
            }
        }

        return sum;
    }
}
