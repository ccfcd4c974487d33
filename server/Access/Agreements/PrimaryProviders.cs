namespace StatExchange.Server.Access.Agreements;

/// <summary>Whose figures are the ones to take where several organisations publish one, by the agreements marked so.</summary>
internal sealed class PrimaryProviders
{
    private readonly Dictionary<string, ProvisionScope> _scopes;

    /// <summary>What some agreements say on a day.</summary>
    public PrimaryProviders(IEnumerable<ProvisionAgreement> agreements, DateOnly day) => _scopes = agreements
        .Where(agreement => agreement.IsPrimary).GroupBy(agreement => agreement.Organisation, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => new ProvisionScope(group, day), StringComparer.Ordinal);

    /// <summary>Whether the figures of an organisation are, for an indicator on an area.</summary>
    public bool Contain(string organisation, string indicator, string refArea) =>
        _scopes.TryGetValue(organisation, out var scope) && scope.Covers(indicator, refArea);
}
