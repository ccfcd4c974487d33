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
internal sealed class AggregateReader(QueriesStore store, CatalogueCache cache, Viewer viewer, AggregatePlan plan, ProviderRanking ranking, long releaseId)
{
    private static readonly Dimension IndicatorDimension = Dimension.Find("INDICATOR")!;
    private static readonly Dimension Freq = Dimension.Find("FREQ")!;
    private static readonly Dimension DataProvider = Dimension.Find("DATA_PROVIDER")!;
    private static readonly Dimension RefArea = Dimension.Find("REF_AREA")!;
    private static readonly Dimension CounterpartArea = Dimension.Find("COUNTERPART_AREA")!;

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
                yield return new AggregateChunk(_catalogue, indicator, groups, await WeightsAsync(indicator, groups, cancellationToken));
        }
    }

    private async IAsyncEnumerable<IReadOnlyList<AggregateGroup>> ReadAsync(
        int id, Indicator indicator, int[] after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var selection = Selection(id, indicator);

        // Behind all series of the last group; ids begin with 1.
        var position = after.Length > 0
            ? new SeriesPosition(plan.Grouping, after, int.MaxValue, long.MaxValue)
            : new SeriesPosition(plan.Grouping, [.. plan.Grouping.Select(_ => 0)], 0, 0);
        var pending = new List<SeriesRecord>();
        while (true)
        {
            var page = await store.GroupedPageAsync(viewer, selection, releaseId, position, cancellationToken);
            if (page.Count > 0)
                position = position with { Ids = KeyOf(page[^1]), RefArea = page[^1].RefArea, SeriesId = page[^1].SeriesId };

            // The last group of a page may go on in the next one.
            pending.AddRange(page);
            var whole = page.Count == 0 ? pending.Count : pending.FindLastIndex(record => !KeyOf(record).AsSpan().SequenceEqual(KeyOf(pending[^1]))) + 1;
            if (whole > 0)
            {
                yield return await GroupsAsync(indicator, pending.GetRange(0, whole), cancellationToken);
                pending.RemoveRange(0, whole);
            }

            if (page.Count == 0)
                yield break;
        }
    }

    // Series of frequencies that cannot be put together into the one asked for are not looked at.
    private CodedSelection Selection(int id, Indicator indicator)
    {
        List<CodedFilter> filters = [.. plan.Read.Filters.Where(filter => filter.Dimension != IndicatorDimension), Filter(IndicatorDimension, [id])];
        if (plan.Frequency is { } target)
        {
            var possible = _catalogue.Codelist(Freq.Codelist).Codes
                .Where(code => Frequency.Find(code.Code) is { } from && FrequencyConversion.IsPossible(from, target, indicator)).Select(code => code.Id);
            var asked = filters.Find(filter => filter.Dimension == Freq);
            filters.RemoveAll(filter => filter.Dimension == Freq);
            filters.Add(Filter(Freq, asked is null ? possible : possible.Intersect(asked.Ids)));
        }

        return plan.Read with { Filters = filters };
    }

    private async Task<IReadOnlyList<AggregateGroup>> GroupsAsync(Indicator indicator, List<SeriesRecord> series, CancellationToken cancellationToken)
    {
        if (series.Any(record => record.HighestCodeId > _catalogue.HighestCodeId))
            _catalogue = await cache.RefreshAsync(cancellationToken);
        var groups = series.GroupBy(KeyOf, KeyComparer.Instance).ToList();
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
        var counterpart = plan.Grouping.ToList().IndexOf(CounterpartArea);
        var total = _catalogue.Codelist(CounterpartArea.Codelist).Find(DataStructureDefinition.Total)!.Id;
        var totals = counterpart < 0 ? [] : groups.FindAll(group => group.Key[counterpart] == total);
        if (!plan.ExcludesIntraGroupFlows || !indicator.Has(CounterpartArea) || totals.Count == 0)
            return Enumerable.Empty<SeriesRecord>().ToLookup(record => record.DimensionIds, KeyComparer.Instance);
        var members = plan.Dimensions.First(dimension => dimension.Dimension == RefArea).Parts.Select(part => part.Code.Id);
        var filters = Dimension.All.Select(dimension => Filter(
            dimension,
            dimension == CounterpartArea ? members : totals.SelectMany(group => group.Select(record => record.DimensionIds[dimension.Position]))));
        var flows = await store.ReadAllAsync(viewer, plan.Read with { Filters = [.. filters] }, releaseId, cancellationToken);
        return flows.ToLookup(
            record =>
            {
                var key = KeyOf(record);
                key[counterpart] = total;
                return key;
            },
            KeyComparer.Instance);
    }

    private async Task<WeightTable?> WeightsAsync(Indicator indicator, IReadOnlyList<AggregateGroup> groups, CancellationToken cancellationToken)
    {
        var weight = plan.Weight;
        if (plan.Dimensions.Count > 0 && indicator.Aggregation == Aggregation.Weighted)
            weight = _catalogue.FindIndicator(indicator.WeightIndicator!);
        if (weight is null)
            return null;

        // Also of parts that nobody reports: the share says how much they would count.
        var keys = groups.SelectMany(group => group.Series).Select(record => WeightTable.KeyOf(record.DimensionIds, indicator, weight, _catalogue)).ToList();
        var filters = Dimension.All.Where(dimension => dimension != DataProvider && dimension != Freq).Select(dimension =>
        {
            var ids = keys.Select(key => key[dimension.Position]);
            var combined = plan.Dimensions.FirstOrDefault(combined => combined.Dimension == dimension);
            return Filter(dimension, combined is null ? ids : ids.Concat(combined.Parts.Select(part => part.Code.Id)));
        });
        return new WeightTable(_catalogue, weight, ranking, await store.ReadAllAsync(viewer, plan.Read with { Filters = [.. filters] }, releaseId, cancellationToken));
    }

    private int[] KeyOf(SeriesRecord record)
    {
        var key = new int[plan.Grouping.Count];
        for (var i = 0; i < key.Length; i++)
            key[i] = record.DimensionIds[plan.Grouping[i].Position];
        return key;
    }

    private static CodedFilter Filter(Dimension dimension, IEnumerable<int> ids) => new(dimension, ids.ToHashSet(), new HashSet<int>());
}
