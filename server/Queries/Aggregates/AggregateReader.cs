using System.Runtime.CompilerServices;
using StatExchange.Server.Catalogue;
using StatExchange.Server.Database;
using StatExchange.Server.Database.Figures;
using StatExchange.Server.Queries.Comparable;
using StatExchange.V1;
using Indicator = StatExchange.Server.Catalogue.Indicator;

namespace StatExchange.Server.Queries.Aggregates;

/// <summary>
/// Reads the series of aggregates group after group, with what weights them and the flows among their members: as much at a time as
/// a page holds, and never less than a group.
/// </summary>
internal sealed class AggregateReader(QueriesStore store, CatalogueCache cache, Viewer viewer, AggregatePlan plan, ProviderRanking ranking, ProviderRanking primary, long releaseId)
{
    private static readonly Dimension Freq = Dimension.Find("FREQ")!;

    private readonly AggregateSelections _selections = new(plan);

    private CatalogueSnapshot _catalogue = cache.Current;

    /// <summary>Reads all groups behind one.</summary>
    /// <param name="after">Ids of that group; empty to begin.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async IAsyncEnumerable<AggregateChunk> ReadAsync(int[] after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var resumed = after.Length > 0 ? after[0] : 0;
        foreach (var (id, indicator) in plan.Indicators)
        {
            if (id < resumed)
                continue;
            await foreach (var groups in ReadAsync(id, indicator, id == resumed ? after : [], cancellationToken))
            {
                var weights = await WeightsAsync(indicator, groups, cancellationToken);
                var aggregators = plan.Derived is { } derived
                    ? await DerivedAsync(derived, groups, weights, cancellationToken)
                    : groups.Select(group => (group, (IAggregator)AggregatorOf(indicator, group, weights)));
                yield return new AggregateChunk(_catalogue, [.. aggregators]);
            }
        }
    }

    private Aggregator AggregatorOf(Indicator indicator, AggregateGroup group, WeightTable? weights) => new(plan, _catalogue, indicator, group, ranking, weights);

    // The other terms of a formula are looked up by what tells the groups of the leading one apart.
    private async Task<IEnumerable<(AggregateGroup Group, IAggregator Aggregator)>> DerivedAsync(
        DerivedPlan derived, IReadOnlyList<AggregateGroup> groups, WeightTable? weights, CancellationToken cancellationToken)
    {
        var terms = groups.Select(_ => new Aggregator[derived.Terms.Count]).ToList();
        foreach (var (place, term) in derived.Terms.Index())
        {
            var keys = groups.Select(group => _selections.KeyOf(term, group.Key, _catalogue)).ToList();
            var series = place == derived.Leading ? null : await TermAsync(term, keys, cancellationToken);
            for (var i = 0; i < groups.Count; i++)
            {
                var group = series is null ? groups[i] : new AggregateGroup(keys[i], plan.Frequency!, [.. series[keys[i]]], []);
                terms[i][place] = AggregatorOf(term.Indicator, group, place == derived.Leading ? weights : null);
            }
        }

        return groups.Select((group, i) => (group, (IAggregator)new DerivedAggregator(derived, plan.Coverage, terms[i])));
    }

    private async Task<ILookup<int[], SeriesRecord>> TermAsync(DerivedTerm term, List<int[]> keys, CancellationToken cancellationToken)
    {
        var series = await store.ReadAllAsync(viewer, _selections.OfTerm(term, keys, _catalogue), releaseId, cancellationToken);
        if (series.Any(record => record.HighestCodeId > _catalogue.HighestCodeId))
            _catalogue = await cache.RefreshAsync(cancellationToken);
        return series.ToLookup(_selections.KeyOf, KeyComparer.Instance);
    }

    private async IAsyncEnumerable<IReadOnlyList<AggregateGroup>> ReadAsync(
        int id, Indicator indicator, int[] after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var selection = _selections.OfIndicator(id, indicator, _catalogue);

        // Behind all series of the last group; ids begin with 1.
        var position = after.Length > 0
            ? new SeriesPosition(plan.Grouping, after, int.MaxValue, long.MaxValue)
            : new SeriesPosition(plan.Grouping, [.. plan.Grouping.Select(_ => 0)], 0, 0);
        var pending = new List<SeriesRecord>();
        while (true)
        {
            var page = await store.GroupedPageAsync(viewer, selection, releaseId, position, cancellationToken);
            if (page.Count > 0)
                position = position with { Ids = _selections.KeyOf(page[^1]), RefArea = page[^1].RefArea, SeriesId = page[^1].SeriesId };

            // The last group of a page may go on in the next one.
            pending.AddRange(page);
            var whole = page.Count == 0 ? pending.Count : pending.FindLastIndex(record => !_selections.KeyOf(record).AsSpan().SequenceEqual(_selections.KeyOf(pending[^1]))) + 1;
            if (whole > 0)
            {
                yield return await GroupsAsync(indicator, pending.GetRange(0, whole), cancellationToken);
                pending.RemoveRange(0, whole);
            }

            if (page.Count == 0)
                yield break;
        }
    }

    private async Task<IReadOnlyList<AggregateGroup>> GroupsAsync(Indicator indicator, List<SeriesRecord> series, CancellationToken cancellationToken)
    {
        if (series.Any(record => record.HighestCodeId > _catalogue.HighestCodeId))
            _catalogue = await cache.RefreshAsync(cancellationToken);
        var groups = series.GroupBy(_selections.KeyOf, KeyComparer.Instance).ToList();
        var flows = await FlowsAsync(indicator, groups, cancellationToken);
        return
        [
            .. groups.Select(group => new AggregateGroup(
                group.Key, plan.Frequency ?? Frequency.Find(_catalogue.CodeOf(group.First().DimensionIds[Freq.Position]))!, [.. group], [.. flows[group.Key]])),
        ];
    }

    // The flows among the members, by the group whose total over all counterpart areas they are part of.
    private async Task<ILookup<int[], SeriesRecord>> FlowsAsync(
        Indicator indicator, List<IGrouping<int[], SeriesRecord>> groups, CancellationToken cancellationToken)
    {
        var totals = groups.FindAll(group => _selections.IsTotalOfCounterparts(group.Key, _catalogue));
        if (!plan.ExcludesIntraGroupFlows || !indicator.Has(AggregateSelections.CounterpartArea) || totals.Count == 0)
            return Enumerable.Empty<SeriesRecord>().ToLookup(record => record.DimensionIds, KeyComparer.Instance);
        var selection = _selections.OfFlows(indicator, totals.SelectMany(group => group), _catalogue);
        var flows = await store.ReadAllAsync(viewer, selection, releaseId, cancellationToken);
        return flows.ToLookup(record => _selections.KeyOfTotal(record, _catalogue), KeyComparer.Instance);
    }

    private async Task<WeightTable?> WeightsAsync(Indicator indicator, IReadOnlyList<AggregateGroup> groups, CancellationToken cancellationToken)
    {
        var averages = plan.Dimensions.Count > 0 && indicator.Aggregation == Aggregation.Weighted;
        var weight = averages ? _catalogue.FindIndicator(indicator.WeightIndicator!) : plan.Weight;
        if (weight is null)
            return null;

        var keys = groups.SelectMany(group => group.Series).Select(record => WeightTable.KeyOf(record.DimensionIds, indicator, weight, _catalogue));
        var series = await store.ReadAllAsync(viewer, _selections.OfWeights([.. keys]), releaseId, cancellationToken);
        return new WeightTable(_catalogue, weight, [ranking, primary], averages, series);
    }
}
