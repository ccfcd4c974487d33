using System.Runtime.CompilerServices;
using StatExchange.Server.Catalogue;
using StatExchange.Server.Database;
using StatExchange.Server.Database.Figures;
using StatExchange.Server.Queries.Comparable;
using StatExchange.V1;
using Indicator = StatExchange.Server.Catalogue.Indicator;

namespace StatExchange.Server.Queries.Mirrors;

/// <summary>Reads corridors with both their sides: those of one area at a time.</summary>
internal sealed class MirrorReader(QueriesStore store, CatalogueCache cache, Viewer viewer, MirrorPlan plan, long releaseId)
{
    /// <summary>The number of ids that tell where a corridor stands in the order.</summary>
    public static readonly int PositionLength = 2 + Dimension.All.Count;

    private static readonly Dimension IndicatorDimension = Dimension.Find("INDICATOR")!;
    private static readonly Dimension Freq = Dimension.Find("FREQ")!;
    private static readonly Dimension DataProvider = Dimension.Find("DATA_PROVIDER")!;
    private static readonly Dimension RefArea = Dimension.Find("REF_AREA")!;
    private static readonly Dimension CounterpartArea = Dimension.Find("COUNTERPART_AREA")!;

    /// <summary>A catalogue that knows all codes of what was read last.</summary>
    public CatalogueSnapshot Catalogue { get; private set; } = cache.Current;

    /// <summary>Where a corridor stands in the order of the answer.</summary>
    public static int[] PositionOf(Corridor corridor) => [corridor.Pair.Id, corridor.Key[RefArea.Position], .. corridor.Key];

    /// <summary>Reads all corridors behind one.</summary>
    /// <param name="after">Its position; empty to begin.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async IAsyncEnumerable<Corridor> ReadAsync(int[] after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var pair in plan.Pairs)
        {
            foreach (var area in plan.Areas)
            {
                if (Compare([pair.Id, area], after.AsSpan(0, Math.Min(2, after.Length))) < 0)
                    continue;
                foreach (var corridor in await ReadAsync(pair, area, cancellationToken))
                {
                    if (Compare(PositionOf(corridor), after) > 0)
                        yield return corridor;
                }
            }
        }
    }

    private static int Compare(ReadOnlySpan<int> left, ReadOnlySpan<int> right) => left.SequenceCompareTo(right);

    private async Task<IEnumerable<Corridor>> ReadAsync(MirrorPair pair, int area, CancellationToken cancellationToken)
    {
        var corridors = new Dictionary<int[], Corridor>(KeyComparer.Instance);
        var others = plan.Counterparts.Where(other => other != area).ToHashSet();
        foreach (var record in await ReadAllAsync(pair.Id, pair.Indicator, new HashSet<int> { area }, others, cancellationToken))
            Add(CorridorOf(pair, record, isMirror: false).Reported, record, pair.Indicator);

        // In the unit of the side that is looked at first.
        var mirror = pair.Mirror with { UnitMult = pair.Indicator.UnitMult };
        foreach (var record in await ReadAllAsync(pair.MirrorId, pair.Mirror, others, new HashSet<int> { area }, cancellationToken))
            Add(CorridorOf(pair, record, isMirror: true).Mirrored, record, mirror);
        return corridors.Values.OrderBy(corridor => corridor.Key, Comparer<int[]>.Create((left, right) => Compare(left, right)));

        Corridor CorridorOf(MirrorPair of, SeriesRecord record, bool isMirror)
        {
            var key = KeyOf(of, record.DimensionIds, isMirror);
            return corridors.TryGetValue(key, out var corridor) ? corridor : corridors[key] = new Corridor(of, key);
        }
    }

    // The key of the side that is looked at first, whichever side a series is of.
    private int[] KeyOf(MirrorPair pair, int[] ids, bool isMirror)
    {
        var key = (int[])ids.Clone();
        (key[DataProvider.Position], key[Freq.Position], key[IndicatorDimension.Position]) = (0, 0, pair.Id);
        if (!isMirror)
            return key;
        (key[RefArea.Position], key[CounterpartArea.Position]) = (ids[CounterpartArea.Position], ids[RefArea.Position]);
        foreach (var dimension in Dimension.All)
        {
            if (dimension.IsBreakdown && pair.Indicator.Has(dimension) != pair.Mirror.Has(dimension))
                key[dimension.Position] = Code(dimension, pair.Indicator.EmptyCode(dimension));
        }

        return key;
    }

    private void Add(List<ProviderFigures> side, SeriesRecord record, Indicator indicator)
    {
        var provider = record.DimensionIds[DataProvider.Position];
        var figures = side.Find(known => known.Provider == provider);
        if (figures is null)
            side.Add(figures = new ProviderFigures(provider));
        figures.Add(FrequencyConversion.Convert(record.Columns, FrequencyOf(record), plan.Frequency, indicator));
    }

    private Frequency FrequencyOf(SeriesRecord record) => Frequency.Find(Catalogue.CodeOf(record.DimensionIds[Freq.Position]))!;

    private async Task<IEnumerable<SeriesRecord>> ReadAllAsync(
        int indicatorId, Indicator indicator, IReadOnlySet<int> areas, IReadOnlySet<int> counterparts, CancellationToken cancellationToken)
    {
        if (!indicator.Has(CounterpartArea))
            return [];
        var frequencies = Catalogue.Codelist(Freq.Codelist).Codes
            .Where(code => Frequency.Find(code.Code) is { } from && FrequencyConversion.IsPossible(from, plan.Frequency, indicator)).Select(code => code.Id);
        List<CodedFilter> filters =
        [
            Filter(IndicatorDimension, [indicatorId]), Filter(Freq, frequencies), new(RefArea, areas, new HashSet<int>()), new(CounterpartArea, counterparts, new HashSet<int>()),
        ];
        foreach (var dimension in Dimension.All.Where(dimension => dimension.IsBreakdown && dimension != CounterpartArea))
        {
            var asked = indicator.Has(dimension) ? plan.Selection.Filters.FirstOrDefault(filter => filter.Dimension == dimension) : null;
            filters.Add(Filter(dimension, asked?.AllIds ?? [Code(dimension, indicator.EmptyCode(dimension))]));
        }

        if (plan.Preference == ProviderPreference.Order)
            filters.Add(Filter(DataProvider, plan.Organisations));
        var all = await store.ReadAllAsync(viewer, plan.Selection with { Filters = filters }, releaseId, cancellationToken);
        if (all.Any(record => record.HighestCodeId > Catalogue.HighestCodeId))
            Catalogue = await cache.RefreshAsync(cancellationToken);

        // What was reported at the frequency asked for is not put together anew.
        return all.OrderBy(record => FrequencyOf(record).PeriodsPerYear);
    }

    private int Code(Dimension dimension, string code) => Catalogue.Codelist(dimension.Codelist).Find(code)!.Id;

    private static CodedFilter Filter(Dimension dimension, IEnumerable<int> ids) => new(dimension, ids.ToHashSet(), new HashSet<int>());
}
