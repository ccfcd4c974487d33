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
            var keys = groups.Select(group => KeyOf(term, derived.Terms[derived.Leading], group.Key)).ToList();
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
        var filters = plan.Grouping.Select((dimension, place) => Filter(dimension, keys.Select(key => key[place])))
            .Concat(plan.Dimensions.Select(combined => Filter(combined.Dimension, combined.Parts.Select(part => part.Code.Id))))
            .Append(Filter(Freq, PossibleFrequencies(plan.Frequency!, term.Indicator))).ToList();
        filters.AddRange(plan.Read.Filters.Where(asked => filters.TrueForAll(filter => filter.Dimension != asked.Dimension)));
        var series = await store.ReadAllAsync(viewer, plan.Read with { Filters = filters }, releaseId, cancellationToken);
        if (series.Any(record => record.HighestCodeId > _catalogue.HighestCodeId))
            _catalogue = await cache.RefreshAsync(cancellationToken);
        return series.ToLookup(KeyOf, KeyComparer.Instance);
    }

    // Where the leading term is broken down and the other one is not, the total stands for all; where it has not got the dimension, nothing does.
    private int[] KeyOf(DerivedTerm term, DerivedTerm leading, int[] key)
    {
        var other = (int[])key.Clone();
        foreach (var (place, dimension) in plan.Grouping.Index())
        {
            if (dimension == IndicatorDimension)
                other[place] = term.IndicatorId;
            else if (term.Fixed.TryGetValue(dimension, out var code))
                other[place] = code;
            else if (dimension.IsBreakdown && !(term.IsOpen(dimension) && leading.IsOpen(dimension)))
                other[place] = _catalogue.Codelist(dimension.Codelist).Find(term.Indicator.EmptyCode(dimension))!.Id;
        }

        return other;
    }

    private IEnumerable<int> PossibleFrequencies(Frequency target, Indicator indicator) => _catalogue.Codelist(Freq.Codelist).Codes
        .Where(code => Frequency.Find(code.Code) is { } from && FrequencyConversion.IsPossible(from, target, indicator)).Select(code => code.Id);

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
            var possible = PossibleFrequencies(target, indicator);
            var asked = filters.Find(filter => filter.Dimension == Freq);
            filters.RemoveAll(filter => filter.Dimension == Freq);
            filters.Add(Filter(Freq, asked is null ? possible : possible.Intersect(asked.Ids)));
        }

        if (plan.Derived is { } derived)
        {
            foreach (var (dimension, code) in derived.Terms[derived.Leading].Fixed)
            {
                filters.RemoveAll(filter => filter.Dimension == dimension);
                filters.Add(Filter(dimension, [code]));
            }
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
            dimension == CounterpartArea ? members
            : dimension == Freq && plan.Frequency is { } target ? PossibleFrequencies(target, indicator)
            : totals.SelectMany(group => group.Select(record => record.DimensionIds[dimension.Position]))));
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
        var averages = plan.Dimensions.Count > 0 && indicator.Aggregation == Aggregation.Weighted;
        var weight = averages ? _catalogue.FindIndicator(indicator.WeightIndicator!) : plan.Weight;
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
        return new WeightTable(_catalogue, weight, [ranking, primary], averages, await store.ReadAllAsync(viewer, plan.Read with { Filters = [.. filters] }, releaseId, cancellationToken));
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
