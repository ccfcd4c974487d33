using StatExchange.V1;

namespace StatExchange.Server.Queries.Comparable;

/// <summary>Chooses whose figure is taken where several organisations publish one.</summary>
/// <param name="preference">How.</param>
/// <param name="order">Ids of organisations in the order they are asked.</param>
/// <param name="precedence">How much an organisation's figures of an indicator on an area come first.</param>
internal sealed class ProviderRanking(ProviderPreference preference, IReadOnlyList<int> order, Func<int, string, int, int> precedence)
{
    /// <summary>Chooses among those who publish a figure.</summary>
    /// <param name="candidates">What each provider reports.</param>
    /// <param name="period">The period.</param>
    /// <param name="indicator">The indicator.</param>
    /// <param name="refArea">Id of the reporting area.</param>
    /// <returns>The provider's figures; null when nobody publishes one, or when none is preferred.</returns>
    public (ProviderFigures? Chosen, bool IsAmbiguous) Choose(IReadOnlyList<ProviderFigures> candidates, int period, string indicator, int refArea)
    {
        var publishing = candidates.Where(candidate => candidate.Find(period) is not null).ToList();
        if (publishing.Count <= 1 && preference != ProviderPreference.Order)
            return (publishing.SingleOrDefault(), false);
        if (preference == ProviderPreference.Order)
        {
            var ordered = order.Select(id => publishing.Find(candidate => candidate.Provider == id)).OfType<ProviderFigures>().ToList();
            return (ordered.Find(candidate => candidate.Find(period)!.Value is not null) ?? ordered.FirstOrDefault(), false);
        }

        // Who has nothing to say does not keep others from being heard; who may not say it does.
        var known = publishing.FindAll(candidate => candidate.Find(period) is { Value: not null } or { IsSuppressed: true });
        var first = (known.Count > 0 ? known : publishing).GroupBy(candidate => precedence(candidate.Provider, indicator, refArea)).MaxBy(group => group.Key)!.ToList();
        return first.Count == 1 ? (first[0], false) : (null, true);
    }
}
