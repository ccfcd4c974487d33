using StatExchange.Client;
using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.V1;
using static StatExchange.FunctionalTests.Infrastructure.Figures;

namespace StatExchange.FunctionalTests.Queries;

/// <summary>A million observations go up and down through a server whose memory does not grow with them.</summary>
public sealed class MemoryTests(ExchangeFixture exchange, ITestOutputHelper output) : IClassFixture<ExchangeFixture>
{
    private const int ObservationsPerSeries = 25;
    private const int Observations = 1_000_000;

    // In memory at once, as messages alone, the observations would take some 24 MB; as objects several times that. What is allowed is
    // what a garbage collector lets pile up before it works.
    private const long AllowedMebibytes = 150;

    [Fact]
    public async Task A_million_observations_do_not_grow_the_servers_memory()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await exchange.Client.PublishAsync("IT.ISTAT", Million("IT").Take(2000));
        await ReadAllAsync(new SeriesQuery().Where("REF_AREA", "IT"));
        var before = exchange.Server.PeakMemoryMebibytes();

        var submission = await exchange.Client.OpenSubmissionAsync(new SubmissionOpening { Organisation = "FR.INSEE", ClientToken = "million" }, cancellation);
        await submission.UploadAsync(Million("FR").ToAsyncEnumerable(), cancellationToken: cancellation);
        var uploaded = exchange.Server.PeakMemoryMebibytes();
        await submission.PublishAsync(cancellation);
        var published = exchange.Server.PeakMemoryMebibytes();
        Assert.Equal(Observations, await ReadAllAsync(new SeriesQuery().Where("REF_AREA", "FR")));
        var read = exchange.Server.PeakMemoryMebibytes();

        output.WriteLine($"Peak memory of the server, MiB: {before} before, {uploaded} after the upload, {published} after publishing, {read} after reading");
        Assert.InRange(read - before, 0, AllowedMebibytes);
    }

    private static IEnumerable<StagedSeries> Million(string refArea)
    {
        string[] areas = ["AM", "AZ", "BY", "GE", "KG", "KZ", "MD", "RU", "TJ", "TM", "TR", "UA", "UZ", "AL", "BA", "ME", "MK", "RS", "XK", "CN"];
        string[] ages = ["_T", "_U", "Y_LT15", "Y15T64", "Y_GE65", "Y_LT18", "Y0T4", "Y5T9", "Y10T14", "Y15T19"];
        return
            from counterpart in areas
            from citizenship in areas
            from reason in new[] { "_T", "_U" }
            from age in ages
            from sex in new[] { "_T", "F", "M", "_U", "_O" }
            select Append(new Series
            {
                Key = new SeriesKey
                {
                    Freq = "A",
                    Indicator = "MIG_IMM_TOT",
                    RefArea = refArea,
                    CounterpartArea = counterpart,
                    Citizenship = citizenship,
                    Reason = reason,
                    Age = age,
                    Sex = sex,
                },
                Periods = { Enumerable.Range(2000, ObservationsPerSeries) },
                Values = { Enumerable.Range(0, ObservationsPerSeries).Select(year => (100L + year) * PersonsOf(age) * PersonsOf(sex)) },
            });
    }

    // Details add up to their totals, so that the million is a plausible one.
    private static int PersonsOf(string code) => code switch
    {
        "_T" => 10,
        "F" or "M" or "Y15T64" or "Y_LT18" => 4,
        "Y_LT15" => 3,
        "Y_GE65" => 2,
        _ => 1,
    };

    private async Task<long> ReadAllAsync(SeriesQuery query)
    {
        var observations = 0L;
        await using var answer = await exchange.Client.QuerySeriesAsync(query, TestContext.Current.CancellationToken);
        await foreach (var series in answer.ReadSeriesAsync(TestContext.Current.CancellationToken))
            observations += series.Values.Count;
        return observations;
    }
}
