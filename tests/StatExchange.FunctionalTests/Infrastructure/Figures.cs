using StatExchange.Client;
using StatExchange.V1;

namespace StatExchange.FunctionalTests.Infrastructure;

/// <summary>Short ways to say figures in tests, and to send and read them.</summary>
internal static class Figures
{
    public const string Provider = "KZ.BORDER";

    public static SeriesKey Key(string indicator = "BRD_ENTRY_TOT", string refArea = "KZ", string counterpart = "CN", string freq = "A", string provider = "") =>
        new() { DataProvider = provider, Freq = freq, Indicator = indicator, RefArea = refArea, CounterpartArea = counterpart };

    public static Observation At(string period, decimal? value, char status = 'A', string? comment = null) => new(
        TimePeriod.Parse(period), value, status,
        Comments: comment is null ? null : new Dictionary<string, string> { ["en"] = comment });

    public static Series Series(SeriesKey key, params IEnumerable<Observation> observations)
    {
        var builder = new SeriesBuilder(key);
        foreach (var observation in observations)
            builder.Add(observation);
        return builder.Build();
    }

    public static StagedSeries Do(SeriesAction action, Series series, int firstRow = 2) =>
        new() { Action = action, Series = series, Rows = { Enumerable.Range(firstRow, Math.Max(1, series.Periods.Count)) } };

    public static StagedSeries Append(Series series, int firstRow = 2) => Do(SeriesAction.Append, series, firstRow);

    public static Task<SubmissionHandle> OpenAsync(this StatExchangeClient client, string organisation, string? token = null) =>
        client.OpenSubmissionAsync(
            new SubmissionOpening { Organisation = organisation, ClientToken = token ?? $"{Guid.NewGuid()}", SourceName = "test" }, Cancellation);

    public static async Task<SubmissionHandle> UploadAsync(
        this StatExchangeClient client, string organisation, params IEnumerable<StagedSeries> series)
    {
        var submission = await client.OpenAsync(organisation);
        await submission.UploadAsync(series.ToAsyncEnumerable(), cancellationToken: Cancellation);
        return submission;
    }

    /// <summary>Uploads and publishes.</summary>
    /// <returns>The release.</returns>
    public static async Task<Release> PublishAsync(this StatExchangeClient client, string organisation, params IEnumerable<StagedSeries> series)
    {
        var submission = await client.UploadAsync(organisation, series);
        Assert.Empty(await submission.FindingsAsync().Select(finding => finding.Message + finding.Row).ToListAsync(Cancellation));
        return (await submission.PublishAsync(Cancellation)).Release;
    }

    public static async Task<List<Finding>> FindingsAsync(this StatExchangeClient client, string organisation, params IEnumerable<StagedSeries> series) =>
        await (await client.UploadAsync(organisation, series)).FindingsAsync().ToListAsync(Cancellation);

    public static async Task<List<Series>> ReadAsync(this StatExchangeClient client, SeriesQuery query)
    {
        await using var answer = await client.QuerySeriesAsync(query, Cancellation);
        return await answer.ReadSeriesAsync(Cancellation).ToListAsync(Cancellation);
    }

    /// <summary>"2017=94817 2018=L": the observations of the only series that answers a query.</summary>
    public static async Task<string> ReadTextAsync(this StatExchangeClient client, SeriesQuery query) =>
        string.Join(" | ", (await client.ReadAsync(query)).Select(Text));

    public static string Text(Series series) => string.Join(' ', series.Observations().Select(
        observation => $"{observation.Period}={(observation.Value is { } value ? $"{value}" : "")}{(observation.Status == 'A' ? "" : observation.Status)}"));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;
}
