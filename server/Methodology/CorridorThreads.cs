using StatExchange.Server.Catalogue;
using StatExchange.V1;

namespace StatExchange.Server.Methodology;

/// <summary>Entries by the corridor they belong to, whichever side they were written about.</summary>
internal sealed class CorridorThreads(IEnumerable<ExplanationRecord> entries, CatalogueSnapshot catalogue)
{
    private readonly ILookup<(string Indicator, string RefArea, string CounterpartArea), ExplanationRecord> _entries =
        entries.ToLookup(entry => (entry.Indicator, entry.RefArea, entry.CounterpartArea));

    /// <summary>The thread of a corridor, the earliest entry first.</summary>
    /// <param name="key">The key of either side.</param>
    public IEnumerable<MirrorExplanation> Of(SeriesKey key) =>
        _entries[(key.Indicator, key.RefArea, key.CounterpartArea)]
            .Concat(_entries[(catalogue.FindIndicator(key.Indicator)?.MirrorIndicator ?? string.Empty, key.CounterpartArea, key.RefArea)])
            .OrderBy(entry => entry.ExplanationId).Select(entry => entry.ToProto());
}
