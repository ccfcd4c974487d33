using StatExchange.Server.Catalogue;
using StatExchange.Server.Queries.Comparable;
using StatExchange.V1;
using Indicator = StatExchange.Server.Catalogue.Indicator;

namespace StatExchange.Server.Queries.Aggregates;

/// <summary>
/// Puts the figures of a group together, period by period, and says of each part what became of it. It knows no more than what the
/// caller is shown, so that no aggregate tells more than its visible parts do.
/// </summary>
internal sealed class Aggregator : IAggregator
{
    private static readonly Dimension RefArea = Dimension.Find("REF_AREA")!;
    private static readonly Dimension CounterpartArea = Dimension.Find("COUNTERPART_AREA")!;

    private readonly AggregatePlan _plan;
    private readonly Indicator _indicator;
    private readonly AggregateGroup _group;
    private readonly ProviderRanking _ranking;
    private readonly WeightTable? _weights;
    private readonly GroupFigures _figures;
    private readonly DimensionPart[][] _parts;
    private readonly int[][] _keys;
    private readonly CombinedDimension? _members;
    private readonly int _total;
    private readonly bool _averages;

    /// <summary>Prepares to put a group together.</summary>
    public Aggregator(AggregatePlan plan, CatalogueSnapshot catalogue, Indicator indicator, AggregateGroup group, ProviderRanking ranking, WeightTable? weights)
    {
        (_plan, _indicator, _group, _ranking, _weights) = (plan, indicator, group, ranking, weights);
        _averages = plan.Dimensions.Count > 0 && indicator.Aggregation == Aggregation.Weighted;
        _members = plan.ExcludesIntraGroupFlows && indicator.Has(CounterpartArea) ? plan.Dimensions.First(dimension => dimension.Dimension == RefArea) : null;
        _total = catalogue.Codelist(CounterpartArea.Codelist).Find(DataStructureDefinition.Total)!.Id;
        var table = new PartTable(plan.Dimensions);
        _figures = new GroupFigures(group, table, indicator, catalogue);
        _parts = [.. Enumerable.Range(0, table.Count).Select(table.PartsOf)];
        _keys = [.. _parts.Select(KeyOf)];
    }

    /// <inheritdoc/>
    public IReadOnlyList<int> Periods() =>
    [
        .. Enumerable.Range(0, _parts.Length)
            .SelectMany(part => _figures.Of(part).SelectMany(figures => figures.Periods).Where(period => IsExpected(part, _group.Frequency.LastDayOf(period))))
            .Distinct().Order(),
    ];

    /// <inheritdoc/>
    public AggregatedFigure At(int period)
    {
        var day = _group.Frequency.LastDayOf(period);
        var outcomes = new PartOutcome[_parts.Length];
        for (var part = 0; part < outcomes.Length; part++)
            outcomes[part] = IsExpected(part, day) ? OutcomeOf(part, period, day) : new PartOutcome(PartState.NotMember, null, 0, null);
        var share = ShareOf(outcomes);
        return new AggregatedFigure(period, FigureOf(outcomes, share), outcomes, share);
    }

    /// <inheritdoc/>
    public IEnumerable<string> CodesOf(int part) => _parts[part].Select(code => code.Code.Code);

    private int[] KeyOf(DimensionPart[] parts)
    {
        var key = _plan.FullKey(_group.Key);
        foreach (var (index, part) in parts.Index())
            key[_plan.Dimensions[index].Dimension.Position] = part.Code.Id;
        return key;
    }

    // A movement from member to member is none of the group's; one from an area to itself is none at all, unless somebody reports it.
    private bool IsExpected(int part, DateOnly day) =>
        _parts[part].All(code => code.IsPartOn(day))
        && (_keys[part][CounterpartArea.Position] != _keys[part][RefArea.Position] || _figures.Of(part).Count > 0)
        && (_members is null || !IsMember(_keys[part][CounterpartArea.Position], day));

    private bool IsMember(int area, DateOnly day) => _members!.Parts.Any(member => member.Code.Id == area && member.IsPartOn(day));

    private PartOutcome OutcomeOf(int part, int period, DateOnly day)
    {
        var chosen = NetChoice(part, period, day);
        if (chosen.State is PartState.NotReported or PartState.WithoutValue && LastKnown(part, period, day) is { } last)
            chosen = last with { State = PartState.CarriedForward };
        var weight = WeightOf(part, chosen.Provider, period);
        var outcome = new PartOutcome(chosen.State, chosen.Figure, chosen.Provider, weight);
        return outcome.IsIn && _averages && weight is null ? outcome with { State = PartState.WeightMissing } : outcome;
    }

    private ChosenFigure NetChoice(int part, int period, DateOnly day)
    {
        var (chosen, isAmbiguous) = _ranking.Choose(_figures.Of(part), period, _indicator.Code, _keys[part][RefArea.Position]);
        return ChosenFigure.Of(chosen is null ? null : NetOf(part, chosen, period, day), chosen?.Provider ?? 0, isAmbiguous);
    }

    // What came last before: not beyond a figure that is not shown, or that is not clear.
    private ChosenFigure? LastKnown(int part, int period, DateOnly day)
    {
        for (var before = period - 1; before >= period - _plan.Coverage.CarryForwardPeriods; before--)
        {
            var chosen = NetChoice(part, before, day);
            if (chosen.State is PartState.ProviderAmbiguous or PartState.Suppressed)
                return null;
            if (chosen.State == PartState.Included)
                return chosen;
        }

        return null;
    }

    // A total less what the members report among each other.
    private ComparableFigure NetOf(int part, ProviderFigures figures, int period, DateOnly day)
    {
        var figure = figures.Find(period)!;
        if (_members is null || figure.Value is null || _keys[part][CounterpartArea.Position] != _total)
            return figure;
        foreach (var member in _members.Parts)
        {
            if (member.Code.Id == _keys[part][RefArea.Position] || !member.IsPartOn(day))
                continue;
            var flow = _figures.Flow(part, figures.Provider, member.Code.Id, period);
            figure = figure with
            {
                Value = figure.Value - (flow?.Value ?? 0),
                Status = StatusOrder.OfValues([figure.Status, flow?.Value is null ? DataStructureDefinition.NormalStatus : flow.Status]),
                Confidentiality = StatusOrder.OfConfidentialities([figure.Confidentiality, flow?.Value is null ? DataStructureDefinition.FreeStatus : flow.Confidentiality]),
                IsIncomplete = figure.IsIncomplete || flow?.Value is null || flow.IsIncomplete,
                Comment = null,
            };
        }

        return figure;
    }

    private decimal? WeightOf(int part, int provider, int period) =>
        _weights is null ? 1 : _weights.Find(_keys[part], _indicator, provider, _group.Frequency, period);

    /// <summary>The share of the weight that is in; null when a weight is not known.</summary>
    public static double? ShareOf(PartOutcome[] outcomes)
    {
        var (covered, all) = (0m, 0m);
        foreach (var outcome in outcomes)
        {
            if (!outcome.IsExpected)
                continue;
            if (outcome.Weight is not { } weight)
                return null;
            all += weight;
            covered += outcome.IsIn ? weight : 0;
        }

        return all > 0 ? (double)(covered / all) : null;
    }

    private ComparableFigure FigureOf(PartOutcome[] outcomes, double? share)
    {
        var known = outcomes.Where(outcome => outcome.IsIn).ToList();
        if (known.Count == 0)
            return Nothing(outcomes);
        var value = IsEnough(_plan.Coverage, outcomes, share) ? ValueOf(known) : null;
        if (value is null)
            return new ComparableFigure(null, StatusOrder.Missing, DataStructureDefinition.FreeStatus);
        var statuses = known.Select(outcome => outcome.State == PartState.CarriedForward ? StatusOrder.Estimated : outcome.Figure!.Status);
        return new ComparableFigure(value, StatusOrder.OfValues(statuses), ConfidentialityOf(known), Comment: outcomes.Length == 1 ? known[0].Figure!.Comment : null);
    }

    /// <summary>The figure of parts none of which is in: suppressed when one of them is.</summary>
    public static ComparableFigure Nothing(PartOutcome[] outcomes)
    {
        var suppressed = outcomes.Where(outcome => outcome.State == PartState.Suppressed).ToList();
        return suppressed.Count == 0 ? Gap(outcomes) : new ComparableFigure(null, StatusOrder.Suppressed, ConfidentialityOf(suppressed));
    }

    // A figure that stands for itself keeps what its provider says of the gap.
    private static ComparableFigure Gap(PartOutcome[] outcomes) => outcomes is [{ Figure: { Value: null } own }]
        ? own
        : new ComparableFigure(null, StatusOrder.Missing, DataStructureDefinition.FreeStatus);

    private static char ConfidentialityOf(IEnumerable<PartOutcome> outcomes) =>
        StatusOrder.OfConfidentialities(outcomes.Select(outcome => outcome.Figure!.Confidentiality));

    /// <summary>Whether what is in suffices.</summary>
    public static bool IsEnough(CoverageRule coverage, PartOutcome[] outcomes, double? share) => coverage.Policy switch
    {
        CoveragePolicy.Complete => AggregatedFigure.IsWhole(outcomes),
        CoveragePolicy.MinimumShare => share >= coverage.MinimumShare,
        _ => true,
    };

    private decimal? ValueOf(List<PartOutcome> known)
    {
        if (!_averages)
            return known.Sum(outcome => outcome.Figure!.Value) is { } sum && Math.Abs(sum) <= long.MaxValue ? sum : null;
        var all = known.Sum(outcome => outcome.Weight!.Value);
        if (all == 0)
            return null;

        var average = AverageOf(known, all);
        var decimals = Math.Min(known.Max(outcome => outcome.Figure!.Value!.Value.Scale) + 1, DataStructureDefinition.MaxDecimals);
        return FigureScale.WithDecimals(average, decimals);
    }

    private static decimal AverageOf(List<PartOutcome> known, decimal all)
    {
        try
        {
            return known.Sum(outcome => outcome.Figure!.Value!.Value * outcome.Weight!.Value) / all;
        }
        catch (OverflowException)
        {
            // By shares, which are less exact, but never too large.
            return known.Sum(outcome => outcome.Figure!.Value!.Value * (outcome.Weight!.Value / all));
        }
    }
}
