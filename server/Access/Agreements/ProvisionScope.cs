using System.Collections.Frozen;

namespace StatExchange.Server.Access.Agreements;

/// <summary>What an organisation may submit on a day, by all its agreements.</summary>
internal sealed class ProvisionScope
{
    private readonly (FrozenSet<string> Indicators, FrozenSet<string> RefAreas)[] _agreements;

    /// <summary>The scope of the agreements that are in force on a day.</summary>
    public ProvisionScope(IEnumerable<ProvisionAgreement> agreements, DateOnly day) => _agreements =
    [
        .. agreements.Where(agreement => agreement.IsInForce(day))
            .Select(agreement => (agreement.Indicators.ToFrozenSet(StringComparer.Ordinal), agreement.RefAreas.ToFrozenSet(StringComparer.Ordinal))),
    ];

    /// <summary>Whether figures of an indicator on an area may be submitted.</summary>
    public bool Covers(string indicator, string refArea)
    {
        foreach (var (indicators, refAreas) in _agreements)
        {
            if ((indicators.Count == 0 || indicators.Contains(indicator)) && (refAreas.Count == 0 || refAreas.Contains(refArea)))
                return true;
        }

        return false;
    }
}
