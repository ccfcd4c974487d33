using StatExchange.Client;
using StatExchange.V1;

namespace StatExchange.Benchmarks;

/// <summary>What is measured: the observations through the client library and a real channel to the server's process.</summary>
internal sealed class Exchange(StatExchangeClient client, Indicator[] indicators, string[] areas)
{
    private const string Organisation = "EU.ESTAT";

    // By counterpart, and none a part of another: generated figures do not add up.
    private static readonly string[] Indicators =
        ["MIG_IMM_TOT", "MIG_EMI_TOT", "MIG_IMM_ST", "MIG_EMI_ST", "STK_FOR_CTZ", "STK_FOR_BORN", "RES_FIRST_TOT", "RES_VALID_TOT"];

    /// <summary>Takes the keys from the server's own catalogue: indicators by counterpart, and countries.</summary>
    public static async Task<Exchange> OpenAsync(StatExchangeClient client)
    {
        const int countryCodeLength = 2;
        var indicators = await client.ListIndicatorsAsync()
            .Where(indicator => Indicators.Contains(indicator.Code)).ToArrayAsync();
        var areas = await client.ListCodesAsync("CL_AREA")
            .Select(code => code.Code_).Where(code => code.Length == countryCodeLength && code.All(char.IsAsciiLetterUpper)).ToArrayAsync();
        return new Exchange(client, indicators, areas);
    }

    /// <summary>Uploads the observations.</summary>
    public Task<SubmissionHandle> UploadAsync(int observations) => UploadAsync(GeneratedSeries.Of(observations).Select(
        generated => Stage(generated.Number, Enumerable.Range(0, GeneratedSeries.Length), generated.Value)));

    /// <summary>Uploads series in a submission of their own.</summary>
    public async Task<SubmissionHandle> UploadAsync(IEnumerable<StagedSeries> series)
    {
        var submission = await client.OpenSubmissionAsync(
            new SubmissionOpening { Organisation = Organisation, ClientToken = $"{Guid.NewGuid()}", SourceName = "benchmark" });
        await submission.UploadAsync(series.ToAsyncEnumerable());
        return submission;
    }

    /// <summary>Reads everything, column by column as it travels; as known at a release, or now.</summary>
    public async Task<Checksum> ReadColumnsAsync(long? asOfRelease = null)
    {
        var sum = new Checksum();
        var query = new SeriesQuery();
        await using var answer = await client.QuerySeriesAsync(asOfRelease is { } release ? query.AsOfRelease(release) : query);
        await foreach (var series in answer.ReadSeriesAsync())
        {
            for (var i = 0; i < series.Periods.Count; i++)
                sum.Add(series.Periods[i], series.Values[i]);
        }

        return sum;
    }

    /// <summary>Reads everything, observation by observation as the library shows them.</summary>
    public async Task<Checksum> ReadObservationsAsync()
    {
        var sum = new Checksum();
        await using var answer = await client.QuerySeriesAsync(new SeriesQuery());
        await foreach (var series in answer.ReadSeriesAsync())
        {
            foreach (var observation in series.Observations())
                sum.Add(observation.Period.Ordinal, (long)observation.Value!);
        }

        return sum;
    }

    /// <summary>States a series, or some positions of it.</summary>
    /// <param name="number">Its number, which makes its key.</param>
    /// <param name="positions">The positions.</param>
    /// <param name="value">The value at a position.</param>
    public StagedSeries Stage(int number, IEnumerable<int> positions, Func<int, long> value)
    {
        var (rest, other) = Math.DivRem(number, areas.Length - 1);
        var (area, indicator) = Math.DivRem(rest, indicators.Length);
        var counterpart = other < area ? other : other + 1;
        var series = new Series
        {
            Key = new SeriesKey
            {
                Freq = "M",
                Indicator = indicators[indicator].Code,
                RefArea = areas[area],
                CounterpartArea = areas[counterpart],
            },
        };
        foreach (var position in positions)
        {
            series.Periods.Add(GeneratedSeries.Period(position));
            series.Values.Add(value(position));
        }

        return new StagedSeries { Action = SeriesAction.Append, Series = series };
    }
}
