using StatExchange.Server.Queries.Comparable;
using StatExchange.V1;

namespace StatExchange.Server.Queries.Aggregates;

/// <summary>
/// Calculates an indicator from others, period by period: each of them is put together over the parts that have figures of all, so that
/// numerator and denominator are about the same.
/// </summary>
/// <param name="plan">How it is calculated.</param>
/// <param name="coverage">When it has a value.</param>
/// <param name="terms">What puts the figures of each term together, in the order of the formula.</param>
internal sealed class DerivedAggregator(DerivedPlan plan, CoverageRule coverage, IReadOnlyList<Aggregator> terms) : IAggregator
{
    /// <inheritdoc/>
    public IReadOnlyList<int> Periods() => terms[plan.Leading].Periods();

    /// <inheritdoc/>
    public IEnumerable<string> CodesOf(int part) => terms[plan.Leading].CodesOf(part);

    /// <inheritdoc/>
    public AggregatedFigure At(int period)
    {
        var figures = terms.Select(term => term.At(period).Parts).ToList();
        PartOutcome[] outcomes = [.. Enumerable.Range(0, figures[0].Count).Select(part => OutcomeOf([.. figures.Select(parts => parts[part])]))];
        var share = Aggregator.ShareOf(outcomes);
        return new AggregatedFigure(period, FigureOf(figures, outcomes, share), outcomes, share);
    }

    // A part is what the worst of its figures is: without one of them it is not in.
    private PartOutcome OutcomeOf(PartOutcome[] outcomes)
    {
        var missing = outcomes.Where(outcome => !outcome.IsIn).ToList();
        var state = missing.Count > 0 ? missing.Max(outcome => outcome.State)
            : outcomes.Any(outcome => outcome.State == PartState.Incomplete) ? PartState.Incomplete
            : outcomes.Any(outcome => outcome.State == PartState.CarriedForward) ? PartState.CarriedForward
            : PartState.Included;
        var reported = outcomes.Select(outcome => outcome.Figure).OfType<ComparableFigure>().ToList();
        var figure = reported.Count == 0 ? null : new ComparableFigure(
            null, StatusOf(state, reported), StatusOrder.OfConfidentialities(reported.Select(one => one.Confidentiality)));
        return outcomes[plan.Leading] with { State = state, Figure = figure, Terms = outcomes };
    }

    private static char StatusOf(PartState state, List<ComparableFigure> reported) => state switch
    {
        PartState.Included or PartState.Incomplete or PartState.CarriedForward => StatusOrder.OfValues(reported.Select(one => one.Status)),
        PartState.Suppressed => StatusOrder.Suppressed,
        _ => StatusOrder.Missing,
    };

    private ComparableFigure FigureOf(List<IReadOnlyList<PartOutcome>> figures, PartOutcome[] outcomes, double? share)
    {
        int[] known = [.. Enumerable.Range(0, outcomes.Length).Where(part => outcomes[part].IsIn)];
        if (known.Length == 0)
            return Aggregator.Nothing(outcomes);
        var value = Aggregator.IsEnough(coverage, outcomes, share) ? ValueOf(figures, known) : null;
        return value is null
            ? new ComparableFigure(null, StatusOrder.Missing, DataStructureDefinition.FreeStatus)
            : new ComparableFigure(
                value,
                StatusOrder.OfValues(known.Select(part => outcomes[part].State == PartState.CarriedForward ? StatusOrder.Estimated : outcomes[part].Figure!.Status)),
                StatusOrder.OfConfidentialities(known.Select(part => outcomes[part].Figure!.Confidentiality)));
    }

    // In units: a thousand persons per thousand inhabitants is no formula's business.
    private decimal? ValueOf(List<IReadOnlyList<PartOutcome>> figures, int[] known)
    {
        var sums = figures.Select((parts, term) => known.Sum(part => parts[part].Figure!.Value!.Value) * PowerOfTen(plan.Terms[term].Indicator.UnitMult)).ToList();
        return plan.Indicator.Expanded.Evaluate(sums) is { } result
            ? FigureScale.WithDecimals(result / PowerOfTen(plan.Indicator.UnitMult), plan.Indicator.Decimals)
            : null;
    }

    private static decimal PowerOfTen(int exponent) => (decimal)Math.Pow(10, exponent);
}
