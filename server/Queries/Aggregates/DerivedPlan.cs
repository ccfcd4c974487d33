using StatExchange.Server.Catalogue;
using StatExchange.Server.Catalogue.Derived;
using StatExchange.V1;
using DerivedIndicator = StatExchange.Server.Catalogue.Derived.DerivedIndicator;

namespace StatExchange.Server.Queries.Aggregates;

/// <summary>How an indicator is calculated from others.</summary>
/// <param name="Indicator">The indicator.</param>
/// <param name="Terms">The terms of its formula, in their order.</param>
/// <param name="Leading">The place of a term that is broken down by all dimensions that any is: its series say what is calculated.</param>
internal sealed record DerivedPlan(DerivedIndicator Indicator, IReadOnlyList<DerivedTerm> Terms, int Leading)
{
    /// <summary>Codes the formula of an indicator.</summary>
    public static DerivedPlan Of(DerivedIndicator indicator, CatalogueSnapshot catalogue)
    {
        var terms = indicator.Expanded.Terms.Select(term => Code(term, catalogue)).ToList();
        return new DerivedPlan(indicator, terms, terms.FindIndex(term => Dimension.All.All(dimension => term.IsOpen(dimension) || !terms.Exists(other => other.IsOpen(dimension)))));
    }

    private static DerivedTerm Code(FormulaTerm term, CatalogueSnapshot catalogue) => new(
        term.Name,
        catalogue.Codelist("CL_INDICATOR").Find(term.Indicator)!.Id,
        catalogue.FindIndicator(term.Indicator)!,
        term.Fixed.ToDictionary(entry => entry.Key, entry => catalogue.Codelist(entry.Key.Codelist).Find(entry.Value)!.Id));
}
