using StatExchange.Server.Catalogue;
using StatExchange.Server.Queries.Comparable;
using StatExchange.V1;

namespace StatExchange.Server.Queries.Mirrors;

/// <summary>Corridors as the contract sends them.</summary>
internal sealed class MirrorMapping(CatalogueSnapshot catalogue, MirrorPlan plan)
{
    private static readonly Dimension IndicatorDimension = Dimension.Find("INDICATOR")!;
    private static readonly Dimension Freq = Dimension.Find("FREQ")!;
    private static readonly Dimension DataProvider = Dimension.Find("DATA_PROVIDER")!;
    private static readonly Dimension RefArea = Dimension.Find("REF_AREA")!;
    private static readonly Dimension CounterpartArea = Dimension.Find("COUNTERPART_AREA")!;

    /// <summary>A corridor with its comparisons.</summary>
    public Mirror ToProto(Corridor corridor, IReadOnlyList<MirrorComparison> comparisons, MirrorStatistics statistics)
    {
        var scale = new FigureScale(comparisons.SelectMany(one => new[] { one.Reported.Value, one.Mirrored.Value, one.Difference }).Append(statistics.AbsoluteDifference));
        var mirror = new Mirror
        {
            Key = KeyOf(corridor, comparisons.Select(one => one.Reported.Provider)),
            MirrorKey = MirrorKeyOf(corridor, comparisons.Select(one => one.Mirrored.Provider)),
            UnitMeasure = corridor.Pair.Indicator.UnitMeasure.Code,
            UnitMult = corridor.Pair.Indicator.UnitMult,
            Decimals = scale.Decimals,
            Observations = { comparisons.Select(one => ToProto(one, scale)) },
            AbsoluteDifference = scale.Scaled(statistics.AbsoluteDifference),
            PeriodsCompared = statistics.PeriodsCompared,
            PeriodsPassed = statistics.PeriodsPassed,
        };
        if (statistics.Asymmetry is { } asymmetry)
            mirror.Asymmetry = asymmetry;
        if (statistics.Trend is { } trend)
            mirror.Trend = trend;
        return mirror;
    }

    private MirrorObservation ToProto(MirrorComparison one, FigureScale scale)
    {
        var observation = new MirrorObservation { Period = one.Period, Reported = ToProto(one.Reported, scale), Mirrored = ToProto(one.Mirrored, scale) };
        if (one.Difference is { } difference)
            observation.Difference = scale.Scaled(difference);
        if (one.Ratio is { } ratio)
            observation.Ratio = ratio;
        if (one.Asymmetry is { } asymmetry)
            observation.Asymmetry = asymmetry;
        if (one.Passes is { } passes)
            observation.Passes = passes;
        return observation;
    }

    private MirrorFigure ToProto(ChosenFigure chosen, FigureScale scale)
    {
        var figure = new MirrorFigure { State = chosen.State };
        if (chosen.Figure is not { } known)
            return figure;
        figure.Value = known.Value is { } value ? scale.Scaled(value) : 0;
        (figure.ObsStatus, figure.ConfStatus) = ($"{known.Status}", $"{known.Confidentiality}");
        figure.Provider = catalogue.CodeOf(chosen.Provider);
        if (known.Comment is { } comment)
            figure.Comment.Add(comment);
        return figure;
    }

    private SeriesKey KeyOf(Corridor corridor, IEnumerable<int> providers)
    {
        var key = new SeriesKey();
        foreach (var dimension in Dimension.All.Where(dimension => corridor.Key[dimension.Position] != 0))
            dimension.Set(key, catalogue.CodeOf(corridor.Key[dimension.Position]));
        return With(key, providers);
    }

    private SeriesKey MirrorKeyOf(Corridor corridor, IEnumerable<int> providers)
    {
        var key = KeyOf(corridor, providers);
        (var area, var counterpart) = (RefArea.Get(key), CounterpartArea.Get(key));
        RefArea.Set(key, counterpart);
        CounterpartArea.Set(key, area);
        IndicatorDimension.Set(key, corridor.Pair.Mirror.Code);
        foreach (var dimension in Dimension.All)
        {
            if (dimension.IsBreakdown && corridor.Pair.Indicator.Has(dimension) != corridor.Pair.Mirror.Has(dimension))
                dimension.Set(key, corridor.Pair.Mirror.EmptyCode(dimension));
        }

        return key;
    }

    private SeriesKey With(SeriesKey key, IEnumerable<int> providers)
    {
        Freq.Set(key, plan.Frequency.Code);
        int[] distinct = [.. providers.Where(provider => provider != 0).Distinct()];
        DataProvider.Set(key, distinct.Length == 1 ? catalogue.CodeOf(distinct[0]) : string.Empty);
        return key;
    }
}
