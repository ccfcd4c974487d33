using StatExchange.Server.Catalogue;
using StatExchange.Server.Queries.Comparable;
using StatExchange.V1;

namespace StatExchange.Server.Queries.Mirrors;

/// <summary>Compares both sides of corridors.</summary>
internal sealed class MirrorComparer(MirrorPlan plan, ProviderRanking ranking)
{
    private static readonly Dimension RefArea = Dimension.Find("REF_AREA")!;
    private static readonly Dimension CounterpartArea = Dimension.Find("COUNTERPART_AREA")!;

    private readonly ObservationWindow _window = new(plan.Selection);

    /// <summary>A corridor with what both sides say; null when neither says anything in the periods asked for.</summary>
    public Mirror? Compare(Corridor corridor, CatalogueSnapshot catalogue)
    {
        int[] periods = [.. corridor.Reported.Concat(corridor.Mirrored).SelectMany(figures => figures.Periods).Distinct().Order()];
        var (area, counterpart) = (corridor.Key[RefArea.Position], corridor.Key[CounterpartArea.Position]);
        var comparisons = _window.Positions(corridor.Key, plan.Frequency, periods).Select(index => new MirrorComparison(
            periods[index],
            Choose(corridor.Reported, periods[index], corridor.Pair.Indicator.Code, area),
            Choose(corridor.Mirrored, periods[index], corridor.Pair.Mirror.Code, counterpart))).ToList();
        return comparisons.Count == 0 ? null : new MirrorMapping(catalogue, plan).ToProto(corridor, comparisons, new MirrorStatistics(comparisons, plan.Frequency));
    }

    private ChosenFigure Choose(List<ProviderFigures> side, int period, string indicator, int area)
    {
        var (chosen, isAmbiguous) = ranking.Choose(side, period, indicator, area);
        return ChosenFigure.Of(chosen?.Find(period), chosen?.Provider ?? 0, isAmbiguous);
    }
}
