namespace StatExchange.Benchmarks;

/// <summary>
/// Rounds in which raw COPY and the exchange take turns, changing who begins: what slows the machine down for a while slows both.
/// </summary>
internal sealed class Rounds(RawCopy raw, Exchange exchange, int observations)
{
    private const string RawIn = "raw COPY in";
    private const string RawOut = "raw COPY out";
    private const string Upload = "upload";
    private const string Publish = "publish";

    /// <summary>Runs the rounds.</summary>
    public async Task<Results> RunAsync(int rounds)
    {
        var results = new Results(observations);
        for (var round = 0; round < rounds; round++)
        {
            await raw.ForgetFiguresAsync();
            await raw.PrepareAsync();
            await InTurnAsync(round, () => results.MeasureAsync(RawIn, raw: null, () => raw.WriteAsync(observations)), () => WriteAsync(results));
            var sums = new List<Checksum>();
            await InTurnAsync(
                round,
                async () => sums.Add(await results.MeasureAsync(RawOut, raw: null, raw.ReadAsync)),
                async () =>
                {
                    sums.Add(await results.MeasureAsync("read, columns", RawOut, () => exchange.ReadColumnsAsync()));
                    sums.Add(await results.MeasureAsync("read, observations", RawOut, exchange.ReadObservationsAsync));
                });
            sums.ForEach(sums[0].RequireSame);
        }

        return results;
    }

    private static async Task InTurnAsync(int round, Func<Task> first, Func<Task> second)
    {
        if (round % 2 == 1)
            (first, second) = (second, first);
        await first();
        await second();
    }

    private async Task WriteAsync(Results results)
    {
        var submission = await results.MeasureAsync(Upload, raw: null, () => exchange.UploadAsync(observations));
        await results.MeasureAsync(Publish, raw: null, () => submission.PublishAsync());
        results.AddSum("upload and publish", RawIn, Upload, Publish);
        if (submission.Submission.Release.ObservationsAdded != observations)
            throw new InvalidOperationException($"{submission.Submission.Release.ObservationsAdded} observations were added.");
    }
}
