using System.Globalization;
using StatExchange.Client;
using StatExchange.V1;

namespace StatExchange.FunctionalTests.Queries.Mirrors;

/// <summary>Short ways to ask for mirrors and to say them.</summary>
internal static class Mirrored
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<List<Mirror>> ReadAsync(this StatExchangeClient client, MirrorQuery query)
    {
        await using var answer = await client.QueryMirrorsAsync(query, Cancellation);
        return await answer.ReadMirrorsAsync(Cancellation).ToListAsync(Cancellation);
    }

    /// <summary>"AM-RU 2016=5/4 2017=5/NotReported".</summary>
    public static async Task<IEnumerable<string>> ReadTextAsync(this StatExchangeClient client, MirrorQuery query) =>
        (await client.ReadAsync(query)).Select(mirror => $"{mirror.Key.RefArea}-{mirror.Key.CounterpartArea} {string.Join(' ', mirror.Comparisons().Select(Text))}");

    private static string Text(MirrorComparison one) => $"{one.Period}={Text(one.Reported, one.Observation.Reported)}/{Text(one.Mirrored, one.Observation.Mirrored)}";

    private static string Text(decimal? value, MirrorFigure figure) => value?.ToString(CultureInfo.InvariantCulture) ?? $"{figure.State}";
}
