using StatExchange.Server.Catalogue;
using StatExchange.Server.Queries.Comparable;
using StatExchange.V1;
using Indicator = StatExchange.Server.Catalogue.Indicator;

namespace StatExchange.Server.Queries.Aggregates;

/// <summary>The figures of a group by part and provider, and the flows among its members that are to be taken off.</summary>
internal sealed class GroupFigures
{
    private static readonly Dimension DataProvider = Dimension.Find("DATA_PROVIDER")!;
    private static readonly Dimension Freq = Dimension.Find("FREQ")!;
    private static readonly Dimension CounterpartArea = Dimension.Find("COUNTERPART_AREA")!;

    private readonly List<ProviderFigures>[] _parts;
    private readonly Dictionary<(int Part, int Provider, int Counterpart), ProviderFigures> _flows = [];

    /// <summary>Sorts the series of a group.</summary>
    public GroupFigures(AggregateGroup group, PartTable table, Indicator indicator, CatalogueSnapshot catalogue)
    {
        _parts = [.. Enumerable.Range(0, table.Count).Select(_ => new List<ProviderFigures>())];

        // The lower frequency first: what was reported as asked for is not put together anew.
        foreach (var (record, frequency) in Ordered(group.Series))
        {
            var (part, provider) = (_parts[table.IndexOf(record.DimensionIds)], record.DimensionIds[DataProvider.Position]);
            var figures = part.Find(known => known.Provider == provider);
            if (figures is null)
                part.Add(figures = new ProviderFigures(provider));
            figures.Add(FrequencyConversion.Convert(record.Columns, frequency, group.Frequency, indicator));
        }

        foreach (var (record, frequency) in Ordered(group.IntraGroupFlows))
        {
            var ids = record.DimensionIds;
            var key = (table.IndexOf(ids), ids[DataProvider.Position], ids[CounterpartArea.Position]);
            if (!_flows.TryGetValue(key, out var figures))
                _flows[key] = figures = new ProviderFigures(key.Item2);
            figures.Add(FrequencyConversion.Convert(record.Columns, frequency, group.Frequency, indicator));
        }

        IEnumerable<(SeriesRecord Record, Frequency Frequency)> Ordered(IEnumerable<SeriesRecord> series) => series
            .Select(record => (Record: record, Frequency: Frequency.Find(catalogue.CodeOf(record.DimensionIds[Freq.Position]))!))
            .Where(entry => FrequencyConversion.IsPossible(entry.Frequency, group.Frequency, indicator))
            .OrderBy(entry => entry.Frequency.PeriodsPerYear);
    }

    /// <summary>What each provider reports of a part.</summary>
    public IReadOnlyList<ProviderFigures> Of(int part) => _parts[part];

    /// <summary>The flow that a provider reports between a part and an area in a period; null when it reports none.</summary>
    public ComparableFigure? Flow(int part, int provider, int counterpart, int period) => _flows.GetValueOrDefault((part, provider, counterpart))?.Find(period);
}
