using StatExchange.V1;
using Indicator = StatExchange.Server.Catalogue.Indicator;

namespace StatExchange.Server.Queries.Aggregates;

/// <summary>A term of a formula, coded.</summary>
/// <param name="Name">How the formula writes it.</param>
/// <param name="IndicatorId">Id of the indicator's code.</param>
/// <param name="Indicator">The indicator.</param>
/// <param name="Fixed">Ids of the codes it fixes, by dimension.</param>
internal sealed record DerivedTerm(string Name, int IndicatorId, Indicator Indicator, IReadOnlyDictionary<Dimension, int> Fixed)
{
    /// <summary>Whether its figures are told apart by a breakdown.</summary>
    public bool IsOpen(Dimension dimension) => Indicator.Has(dimension) && !Fixed.ContainsKey(dimension);
}
