using StatExchange.Server.Catalogue;
using StatExchange.Server.Catalogue.Derived;

namespace StatExchange.Server.Confidentiality;

/// <summary>
/// What the catalogue's rules say about indicators that follow from each other: net migration is immigration minus emigration,
/// the unemployment rate is made of two counts.
/// </summary>
internal static class LinkedIndicators
{
    /// <summary>The indicators that are made of others by adding and subtracting.</summary>
    public static IEnumerable<LinearRule> Linear(CatalogueSnapshot catalogue) => catalogue.ValidationRules
        .Where(rule => rule.Kind == "LINEAR_RELATION" && rule.Parameters.GetValueOrDefault("relation") == "=")
        .Select(rule => new LinearRule(
            rule.Parameters["result"],
            [.. rule.Parameters["terms"].Split(',').Select(term => term.StartsWith('-') ? (term[1..], -1) : (term, 1))]));

    /// <summary>The indicators that are made of others by dividing: as the rules check them, and as formulas that everybody can read define them.</summary>
    public static IEnumerable<RateRule> Rates(CatalogueSnapshot catalogue)
    {
        var checkedOnes = catalogue.ValidationRules.Where(rule => rule.Kind == "RATE_RELATION").Select(rule => new RateRule(
            rule.Parameters["rate"], [FormulaTerm.Parse(rule.Parameters["numerator"])!, FormulaTerm.Parse(rule.Parameters["denominator"])!]));
        var defined = catalogue.DerivedIndicators.Where(derived => catalogue.FindIndicator(derived.Code) is not null)
            .Select(derived => new RateRule(derived.Code, derived.Expanded.Terms));
        return checkedOnes.Concat(defined);
    }

    /// <summary>The indicators whose figures are to be protected together with those of one, itself included.</summary>
    public static IReadOnlySet<string> Of(CatalogueSnapshot catalogue, string indicator)
    {
        string[][] together =
        [
            .. Linear(catalogue).Select(rule => (string[])[rule.Result, .. rule.Terms.Select(term => term.Indicator)]),
            .. Rates(catalogue).Select(rule => (string[])[rule.Rate, .. rule.Parts.Select(part => part.Indicator)]),
        ];
        var linked = new HashSet<string>(StringComparer.Ordinal) { indicator };
        for (var before = 0; before < linked.Count;)
        {
            before = linked.Count;
            foreach (var group in together.Where(linked.Overlaps))
                linked.UnionWith(group);
        }

        return linked;
    }
}
