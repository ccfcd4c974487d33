using StatExchange.Server.Access.Agreements;
using StatExchange.Server.Catalogue;
using StatExchange.Server.Database;
using StatExchange.V1;
using Indicator = StatExchange.Server.Catalogue.Indicator;

namespace StatExchange.Server.Queries.Completeness;

/// <summary>
/// Reads how far the cells of an area are there, an area at a time: its totals with all their vintages in one pass, and, where these are
/// not all, whether there are breakdowns.
/// </summary>
internal sealed class CompletenessReader(
    QueriesStore store, CatalogueCache cache, Viewer viewer, CompletenessPlan plan, ProviderPrecedence precedence, long releaseId)
{
    private static readonly Dimension DataProvider = Dimension.Find("DATA_PROVIDER")!;
    private static readonly Dimension Freq = Dimension.Find("FREQ")!;
    private static readonly Dimension IndicatorDimension = Dimension.Find("INDICATOR")!;
    private static readonly Dimension RefArea = Dimension.Find("REF_AREA")!;
    private static readonly IReadOnlyList<Dimension> Breakdowns = [.. Dimension.All.Where(dimension => dimension.IsBreakdown)];

    private readonly Dictionary<int, Indicator> _indicators = plan.Indicators.ToDictionary(entry => entry.Id, entry => entry.Indicator);
    private readonly Dictionary<long, DateTime> _publishedAt = [];

    /// <summary>A catalogue that knows all codes of what was read last.</summary>
    public CatalogueSnapshot Catalogue { get; private set; } = plan.Catalogue;

    /// <summary>Reads the cells of an area, by indicator and period.</summary>
    public async Task<IReadOnlyList<JudgedCell>> ReadAsync(PlannedArea area, CancellationToken cancellationToken)
    {
        var published = new Dictionary<(int Indicator, int Year), List<ProviderCoverage>>();
        if (releaseId > 0 && area.Periods.Count > 0 && plan.Indicators.Count > 0)
        {
            await AddTotalsAsync(area, published, cancellationToken);
            await AddBreakdownsAsync(area, published, cancellationToken);
            await LearnReleasesAsync(published.Values.SelectMany(providers => providers), cancellationToken);
        }

        return [.. plan.Indicators.Index().SelectMany(entry => area.Periods.Select(period =>
            Judge(area, entry.Index, period, published.GetValueOrDefault((entry.Item.Id, period.Year), []))))];
    }

    private JudgedCell Judge(PlannedArea area, int indicator, PlannedPeriod period, List<ProviderCoverage> providers)
    {
        var counting = providers.ToLookup(one => Counts(one.Provider, plan.Indicators[indicator].Indicator, area));
        return new JudgedCell(
            indicator, period, CellVerdict.Of(period, counting[true], plan.AsOfDay, id => _publishedAt[id]), [.. counting[false].Select(one => one.Provider)]);
    }

    private bool Counts(int provider, Indicator indicator, PlannedArea area) => precedence.Of(Catalogue.CodeOf(provider), indicator.Code, area.Code) > 0;

    private async Task AddTotalsAsync(
        PlannedArea area, Dictionary<(int Indicator, int Year), List<ProviderCoverage>> published, CancellationToken cancellationToken)
    {
        var totals = new SortedDictionary<(int Indicator, int Provider), TotalHistory>();
        var selection = Selection(area, _indicators.Keys, Breakdowns.Select(TotalsOf));
        for (var (last, page) = (0L, await PageAsync(0)); page.Count > 0; last = page[^1].Current.SeriesId, page = await PageAsync(last))
        {
            await RefreshAsync(page.Select(record => record.Current), cancellationToken);
            foreach (var record in page.Where(record => IsTotal(record.Current)))
            {
                var key = (record.Current.DimensionIds[IndicatorDimension.Position], record.Current.DimensionIds[DataProvider.Position]);
                if (!totals.TryGetValue(key, out var history))
                    totals[key] = history = new TotalHistory(_indicators[key.Item1].MeasureKind);
                history.Add(FrequencyOf(record.Current), record.VintagesAt(releaseId));
            }
        }

        foreach (var ((indicator, provider), history) in totals)
        {
            foreach (var year in area.Periods.Select(period => period.Year))
            {
                if (history.At(year) is var (coverage, since) && coverage.Kind != CoverageKind.Nothing)
                    Add(published, (indicator, year), new ProviderCoverage(provider, coverage, since));
            }
        }

        Task<IReadOnlyList<SeriesHistoryRecord>> PageAsync(long after) =>
            store.HistoryPageAsync(viewer, selection, releaseId, 0, after == 0 ? 0 : area.Id, after, cancellationToken);
    }

    // Which observations there are, everybody knows: nothing restricted is read for it.
    private async Task AddBreakdownsAsync(
        PlannedArea area, Dictionary<(int Indicator, int Year), List<ProviderCoverage>> published, CancellationToken cancellationToken)
    {
        var lacking = plan.Indicators.Where(entry => entry.Indicator.Breakdowns.Count > 0).SelectMany(entry => area.Periods.Select(period => (entry.Id, period.Year)))
            .Where(cell => !published.GetValueOrDefault(cell, []).Exists(
                one => one.Year.Kind == CoverageKind.Complete && Counts(one.Provider, _indicators[cell.Id], area))).ToHashSet();
        if (lacking.Count == 0)
            return;
        var selection = Selection(area, lacking.Select(cell => cell.Id), []);
        for (var page = await PageAsync(0); page.Count > 0; page = await PageAsync(page[^1].SeriesId))
        {
            await RefreshAsync(page, cancellationToken);
            foreach (var series in page.Where(series => !IsTotal(series)))
            {
                var (indicator, provider) = (series.DimensionIds[IndicatorDimension.Position], series.DimensionIds[DataProvider.Position]);
                foreach (var cell in YearsOf(series).Select(year => (indicator, year)).Where(lacking.Contains))
                {
                    if (!published.GetValueOrDefault(cell, []).Exists(one => one.Provider == provider))
                        Add(published, cell, new ProviderCoverage(provider, YearCoverage.OnlyBreakdowns, 0));
                }
            }
        }

        Task<IReadOnlyList<SeriesRecord>> PageAsync(long after) =>
            store.PageAsync(Viewer.Public, selection, releaseId, after == 0 ? 0 : area.Id, after, cancellationToken);
    }

    private async Task LearnReleasesAsync(IEnumerable<ProviderCoverage> coverages, CancellationToken cancellationToken)
    {
        long[] unknown = [.. coverages.Where(one => one.Year.Kind == CoverageKind.Complete).Select(one => one.SinceReleaseId).Distinct().Where(id => !_publishedAt.ContainsKey(id))];
        if (unknown.Length == 0)
            return;
        foreach (var (id, release) in await store.ReleasesAsync(unknown, cancellationToken))
            _publishedAt[id] = release.PublishedAt;
    }

    // Codes that another server has added since are in no series that was read before they were.
    private async Task RefreshAsync(IEnumerable<SeriesRecord> page, CancellationToken cancellationToken)
    {
        if (page.Any(record => record.HighestCodeId > Catalogue.HighestCodeId))
            Catalogue = await cache.RefreshAsync(cancellationToken);
    }

    private IEnumerable<int> YearsOf(SeriesRecord series)
    {
        var frequency = FrequencyOf(series);
        return Enumerable.Range(0, series.Columns.Count).Where(position => FigureStates.Of(series.Columns.StatusAt(position)) == FigureState.Known)
            .Select(position => frequency.FirstDayOf(series.Columns.Periods[position]).Year).Distinct();
    }

    private bool IsTotal(SeriesRecord series)
    {
        var indicator = _indicators[series.DimensionIds[IndicatorDimension.Position]];
        return Breakdowns.All(dimension => Catalogue.CodeOf(series.DimensionIds[dimension.Position]) == indicator.EmptyCode(dimension));
    }

    private Frequency FrequencyOf(SeriesRecord series) => Frequency.Find(Catalogue.CodeOf(series.DimensionIds[Freq.Position]))!;

    // Of an indicator that has the breakdown the one, of others the other.
    private CodedFilter TotalsOf(Dimension dimension) => Filter(
        dimension, new[] { DataStructureDefinition.Total, DataStructureDefinition.NotApplicable }.Select(code => Catalogue.Codelist(dimension.Codelist).Find(code)).OfType<CodelistCode>().Select(code => code.Id));

    private static CodedSelection Selection(PlannedArea area, IEnumerable<int> indicators, IEnumerable<CodedFilter> filters) => new()
    {
        Filters = [Filter(RefArea, [area.Id]), Filter(IndicatorDimension, indicators), .. filters],
        Groups = [],
        FirstDay = DateOnly.MinValue,
        LastDay = DateOnly.MaxValue,
        LastObservations = 0,
        IgnoredCodes = [],
    };

    private static CodedFilter Filter(Dimension dimension, IEnumerable<int> ids) => new(dimension, ids.ToHashSet(), new HashSet<int>());

    private static void Add(Dictionary<(int Indicator, int Year), List<ProviderCoverage>> published, (int Indicator, int Year) cell, ProviderCoverage coverage)
    {
        if (!published.TryGetValue(cell, out var providers))
            published[cell] = providers = [];
        providers.Add(coverage);
    }
}
