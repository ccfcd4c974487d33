using StatExchange.Server.Catalogue;
using StatExchange.Server.Database.Figures;
using StatExchange.Server.Queries.Comparable;
using StatExchange.V1;
using Indicator = StatExchange.Server.Catalogue.Indicator;

namespace StatExchange.Server.Queries.Aggregates;

/// <summary>The figures of the indicator that weights others, found by the key of what it weights.</summary>
internal sealed class WeightTable
{
    private static readonly Dimension DataProvider = Dimension.Find("DATA_PROVIDER")!;
    private static readonly Dimension Freq = Dimension.Find("FREQ")!;
    private static readonly Dimension RefArea = Dimension.Find("REF_AREA")!;
    private static readonly Dimension IndicatorDimension = Dimension.Find("INDICATOR")!;

    private readonly CatalogueSnapshot _catalogue;
    private readonly Indicator _weight;
    private readonly bool _isExact;
    private readonly IReadOnlyList<ProviderRanking> _rankings;
    private readonly Dictionary<int[], Dictionary<Frequency, List<ProviderFigures>>> _figures = new(KeyComparer.Instance);

    /// <summary>Puts series of the indicator into a table.</summary>
    /// <param name="catalogue">The catalogue.</param>
    /// <param name="weight">The indicator.</param>
    /// <param name="rankings">How its provider is chosen; the next where one chooses none.</param>
    /// <param name="isExact">Whether it weights only what it can tell apart, as averages need; shares may be of the whole population.</param>
    /// <param name="series">The series.</param>
    public WeightTable(CatalogueSnapshot catalogue, Indicator weight, IReadOnlyList<ProviderRanking> rankings, bool isExact, IEnumerable<SeriesRecord> series)
    {
        (_catalogue, _weight, _rankings, _isExact) = (catalogue, weight, rankings, isExact);
        foreach (var record in series)
        {
            var key = (int[])record.DimensionIds.Clone();
            (key[DataProvider.Position], key[Freq.Position]) = (0, 0);
            var frequency = Frequency.Find(catalogue.CodeOf(record.DimensionIds[Freq.Position]))!;
            if (!_figures.TryGetValue(key, out var byFrequency))
                _figures[key] = byFrequency = [];
            if (!byFrequency.TryGetValue(frequency, out var providers))
                byFrequency[frequency] = providers = [];
            var figures = new ProviderFigures(record.DimensionIds[DataProvider.Position]);
            figures.Add(FrequencyConversion.Convert(record.Columns, frequency, frequency, weight));
            providers.Add(figures);
        }
    }

    /// <summary>The key of what weights a series: the same where the weight has the dimension, else its total, or not applicable.</summary>
    public static int[] KeyOf(int[] dimensionIds, Indicator indicator, Indicator weight, CatalogueSnapshot catalogue)
    {
        var key = new int[dimensionIds.Length];
        foreach (var dimension in Dimension.All)
        {
            if (dimension == RefArea || (dimension.IsBreakdown && weight.Has(dimension) && indicator.Has(dimension)))
                key[dimension.Position] = dimensionIds[dimension.Position];
            else if (dimension.IsBreakdown)
                key[dimension.Position] = catalogue.Codelist(dimension.Codelist).Find(weight.EmptyCode(dimension))!.Id;
        }

        key[IndicatorDimension.Position] = catalogue.Codelist(IndicatorDimension.Codelist).Find(weight.Code)!.Id;
        return key;
    }

    // What the weight cannot tell apart, it does not weight: the total of all ages says nothing of how much one age counts.
    private bool CanWeight(int[] dimensionIds, Indicator indicator) => !_isExact || Dimension.All.All(dimension =>
        !dimension.IsBreakdown || _weight.Has(dimension) || !indicator.Has(dimension)
        || _catalogue.CodeOf(dimensionIds[dimension.Position]) is DataStructureDefinition.Total or DataStructureDefinition.NotApplicable);

    /// <summary>How much a figure counts.</summary>
    /// <param name="dimensionIds">Its key.</param>
    /// <param name="indicator">Its indicator.</param>
    /// <param name="provider">Id of its provider, whose own figure comes first; 0 when it has none.</param>
    /// <param name="frequency">The frequency of its period.</param>
    /// <param name="period">Its period; of a weight of a lower frequency, the period that this one is in.</param>
    /// <returns>The weight; null when it is not known, or is no weight.</returns>
    public decimal? Find(int[] dimensionIds, Indicator indicator, int provider, Frequency frequency, int period)
    {
        if (!CanWeight(dimensionIds, indicator) || !_figures.TryGetValue(KeyOf(dimensionIds, indicator, _weight, _catalogue), out var byFrequency))
            return null;
        foreach (var (own, providers) in byFrequency.OrderByDescending(entry => entry.Key == frequency).ThenByDescending(entry => entry.Key.PeriodsPerYear))
        {
            if (PeriodOf(frequency, period, own) is not { } known)
                continue;
            var chosen = providers.Find(candidate => candidate.Provider == provider && candidate.Find(known) is not null)
                ?? _rankings.Select(ranking => ranking.Choose(providers, known, _weight.Code, dimensionIds[RefArea.Position]).Chosen).FirstOrDefault(one => one is not null);
            if (chosen?.Find(known)?.Value is { } value and >= 0)
                return value;
        }

        return null;
    }

    private static int? PeriodOf(Frequency frequency, int period, Frequency own)
    {
        if (own == frequency)
            return period;
        var isLower = own.PeriodsPerYear > 0 && frequency.PeriodsPerYear >= own.PeriodsPerYear && frequency.PeriodsPerYear % own.PeriodsPerYear == 0;
        return isLower ? period / (frequency.PeriodsPerYear / own.PeriodsPerYear) : null;
    }
}
