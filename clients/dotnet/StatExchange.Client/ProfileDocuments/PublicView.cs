using StatExchange.V1;

namespace StatExchange.Client.ProfileDocuments;

/// <summary>What everybody is shown of the figures that a caller is.</summary>
internal sealed class PublicView
{
    private readonly Dictionary<(SeriesKey Key, int Period), Observation>? _shown;

    private PublicView(Dictionary<(SeriesKey Key, int Period), Observation>? shown) => _shown = shown;

    /// <summary>Asks the same as the caller did.</summary>
    /// <param name="anybody">The service as anybody sees it; null when it is not known.</param>
    /// <param name="query">What the caller asked, as of the same release.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<PublicView> ReadAsync(StatExchangeClient? anybody, AggregateQuery query, CancellationToken cancellationToken)
    {
        if (anybody is null)
            return new PublicView(null);
        var shown = new Dictionary<(SeriesKey Key, int Period), Observation>();
        await using var answer = await anybody.QueryAggregatesAsync(query, cancellationToken);
        await foreach (var aggregate in answer.ReadAggregatesAsync(cancellationToken))
        {
            foreach (var one in aggregate.Series.Observations())
                shown[(aggregate.Series.Key, one.Period.Ordinal)] = one;
        }

        return new PublicView(shown);
    }

    /// <inheritdoc cref="Publicity.Of"/>
    public (char Status, bool IsRestricted) Of(SeriesKey key, Observation one)
    {
        if (_shown is null)
            return Publicity.Of(one.Value, one.ConfidentialityStatus, one.Value, one.ConfidentialityStatus);
        return _shown.TryGetValue((key, one.Period.Ordinal), out var shown)
            ? Publicity.Of(one.Value, one.ConfidentialityStatus, shown.Value, shown.ConfidentialityStatus)
            : Publicity.Of(one.Value, one.ConfidentialityStatus, shownValue: null, DataStructureDefinition.FreeStatus);
    }
}
