using System.Globalization;
using StatExchange.Client;
using StatExchange.V1;

namespace StatExchange.FunctionalTests.Queries.Aggregates;

/// <summary>Short ways to ask for aggregates and to say them.</summary>
internal static class Aggregated
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<List<Aggregate>> ReadAsync(this StatExchangeClient client, AggregateQuery query)
    {
        await using var answer = await client.QueryAggregatesAsync(query, Cancellation);
        return await answer.ReadAggregatesAsync(Cancellation).ToListAsync(Cancellation);
    }

    /// <summary>"2017=5 2/3 NotReported:AM | …": value, status when it is not normal, parts in of parts expected, and the others by state.</summary>
    public static async Task<string> ReadTextAsync(this StatExchangeClient client, AggregateQuery query) =>
        string.Join(" | ", (await client.ReadAsync(query)).Select(Text));

    public static string Text(Aggregate aggregate) => string.Join(' ', aggregate.Observations().Select(Text));

    private static string Text(AggregateObservation one)
    {
        var (value, status) = (one.Observation.Value?.ToString(CultureInfo.InvariantCulture) ?? "", one.Observation.Status == 'A' ? "" : $"{one.Observation.Status}");
        var others = one.Parts.Where(part => part.State != PartState.Included).GroupBy(part => part.State).OrderBy(group => group.Key)
            .Select(group => $" {group.Key}:{string.Join(',', group.Select(part => part.Name))}");
        return $"{one.Observation.Period}={value}{status} {one.Included}/{one.Expected}{string.Concat(others)}";
    }
}
