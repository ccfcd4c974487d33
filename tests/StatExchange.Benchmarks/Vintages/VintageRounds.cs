using System.Diagnostics;
using StatExchange.FunctionalTests.Infrastructure;

namespace StatExchange.Benchmarks.Vintages;

/// <summary>Rounds in which exchanges with few and with many releases take turns, every step once in an order by chance.</summary>
internal static class VintageRounds
{
    // The steps are short: the same time makes more rounds of them, and the runtime needs some until it has compiled for good.
    private const int RoundsEach = 4;
    private const int RoundsBefore = 4;

    /// <summary>Publishes the releases, runs the rounds and prints.</summary>
    public static async Task MeasureAsync(PostgresCluster cluster, int series, IReadOnlyList<int> releases, int rounds)
    {
        using var catalogue = new CatalogueWithoutContentRules("benchmark");
        var exchanges = new List<RevisedExchange>();
        try
        {
            foreach (var number in releases)
                exchanges.Add(await RevisedExchange.StartAsync(cluster, catalogue.Folder, series, number));
            var steps = exchanges.SelectMany(exchange => exchange.Steps).ToArray();
            await RunAsync(steps, RoundsBefore);
            VintageResults.Print(await RunAsync(steps, rounds * RoundsEach));
            await VintageResults.PrintStorageAsync(releases.Zip(exchanges.Select(exchange => exchange.Stored)));
            Console.WriteLine($"{series * GeneratedSeries.Length} observations in {series} series, {rounds * RoundsEach} rounds");
        }
        finally
        {
            foreach (var exchange in exchanges)
                await exchange.DisposeAsync();
        }
    }

    private static async Task<IReadOnlyDictionary<VintageStep, Samples>> RunAsync(VintageStep[] steps, int rounds)
    {
        var (random, order) = (new Random(rounds), steps.ToArray());
        var milliseconds = steps.ToDictionary(step => step, _ => new Samples());
        for (var round = 0; round < rounds; round++)
        {
            random.Shuffle(order);
            foreach (var step in order)
            {
                var started = Stopwatch.GetTimestamp();
                var sum = await step.RunAsync();
                milliseconds[step].Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                step.Expected.RequireSame(sum);
            }
        }

        return milliseconds;
    }
}
