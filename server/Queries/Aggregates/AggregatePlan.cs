using StatExchange.V1;
using Indicator = StatExchange.Server.Catalogue.Indicator;

namespace StatExchange.Server.Queries.Aggregates;

/// <summary>What to put together, checked against the catalogue.</summary>
internal sealed record AggregatePlan
{
    private static readonly Dimension IndicatorDimension = Dimension.Find("INDICATOR")!;
    private static readonly Dimension Freq = Dimension.Find("FREQ")!;
    private static readonly Dimension DataProvider = Dimension.Find("DATA_PROVIDER")!;

    private IReadOnlyList<Dimension>? _grouping;

    /// <summary>The indicator that is calculated from others; null when figures are put together as they are.</summary>
    public DerivedPlan? Derived { get; init; }

    /// <summary>Which series are read: the selection, with the parts of the dimensions that are put together.</summary>
    public required CodedSelection Read { get; init; }

    /// <summary>Which aggregates are sent: the selection as asked for.</summary>
    public required CodedSelection Sent { get; init; }

    /// <summary>The dimensions that are put together.</summary>
    public required IReadOnlyList<CombinedDimension> Dimensions { get; init; }

    /// <summary>The frequency of the aggregates; null to leave each by itself.</summary>
    public required Frequency? Frequency { get; init; }

    /// <summary>How the provider of a figure is chosen.</summary>
    public required ProviderPreference Preference { get; init; }

    /// <summary>Ids of the organisations in the order they are asked.</summary>
    public required IReadOnlyList<int> Organisations { get; init; }

    /// <summary>When an aggregate has a value.</summary>
    public required CoverageRule Coverage { get; init; }

    /// <summary>The indicator that shares are measured by; null for the usual one.</summary>
    public required Indicator? Weight { get; init; }

    /// <summary>Whether movements among the parts are left out.</summary>
    public required bool ExcludesIntraGroupFlows { get; init; }

    /// <summary>Indicators that are put together, by ascending id, with those ids.</summary>
    public required IReadOnlyList<(int Id, Indicator Indicator)> Indicators { get; init; }

    /// <summary>Indicators of the selection that may not be.</summary>
    public required IReadOnlyList<ForbiddenAggregate> Forbidden { get; init; }

    /// <summary>The dimensions that tell aggregates apart, in the order of the answer.</summary>
    public IReadOnlyList<Dimension> Grouping => _grouping ??=
    [
        IndicatorDimension,
        .. Dimension.All.Where(dimension =>
            dimension != IndicatorDimension
            && Dimensions.All(combined => combined.Dimension != dimension)
            && (dimension != Freq || Frequency is null)
            && (dimension != DataProvider || Preference == ProviderPreference.All)),
    ];

    /// <summary>The indicators whose figures are in an aggregate.</summary>
    public IEnumerable<string> IndicatorsOf(SeriesKey key) => Derived is { } derived ? derived.Terms.Select(term => term.Indicator.Code).Distinct() : [key.Indicator];

    /// <summary>The key of an aggregate by all dimensions; 0 in those that do not tell it apart.</summary>
    public int[] FullKey(int[] key)
    {
        var full = new int[Dimension.All.Count];
        foreach (var (index, dimension) in Grouping.Index())
            full[dimension.Position] = key[index];
        return full;
    }
}
