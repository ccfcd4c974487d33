namespace StatExchange.Server.Access.Agreements;

/// <summary>Whose figures come first where several organisations publish one, by their provision agreements on a day.</summary>
internal sealed class ProviderPrecedence
{
    private readonly Dictionary<string, (ProvisionScope Primary, ProvisionScope Named)> _scopes;

    /// <summary>What some agreements say on a day.</summary>
    public ProviderPrecedence(IEnumerable<ProvisionAgreement> agreements, DateOnly day) => _scopes = agreements
        .GroupBy(agreement => agreement.Organisation, StringComparer.Ordinal)
        .ToDictionary(
            group => group.Key,
            group => (
                new ProvisionScope(group.Where(agreement => agreement.IsPrimary), day),
                new ProvisionScope(group.Where(agreement => agreement.RefAreas.Count > 0), day)),
            StringComparer.Ordinal);

    /// <summary>
    /// How much an organisation's figures of an indicator on an area come first: 2 when an agreement marked primary covers them, 1 when one
    /// names the area instead of covering all, as those of international bodies do; else 0.
    /// </summary>
    public int Of(string organisation, string indicator, string refArea)
    {
        if (!_scopes.TryGetValue(organisation, out var scopes))
            return 0;
        return scopes.Primary.Covers(indicator, refArea) ? 2 : scopes.Named.Covers(indicator, refArea) ? 1 : 0;
    }
}
