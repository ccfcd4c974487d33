using System.Collections.Frozen;
using StatExchange.Server.Catalogue;
using StatExchange.V1;

namespace StatExchange.Server.Confidentiality;

/// <summary>Which code of a breakdown is the total of which others.</summary>
internal sealed class CodeParents
{
    private const string AreaCodelist = "CL_AREA";

    private readonly FrozenDictionary<int, int> _parents;
    private readonly FrozenDictionary<int, int> _totals;

    /// <summary>Reads the codelists of a catalogue.</summary>
    public CodeParents(CatalogueSnapshot catalogue)
    {
        var parents = new Dictionary<int, int>();
        var totals = new Dictionary<int, int>();
        var partial = catalogue.ValidationRules.SelectMany(rule => rule.Parameters.GetValueOrDefault("partial_parents")?.Split(',') ?? []).ToHashSet();
        var groups = catalogue.AreaGroups.Select(group => group.Code.Id).ToHashSet();
        foreach (var codelist in Dimension.All.Where(dimension => dimension.IsBreakdown).Select(dimension => dimension.Codelist).Distinct().Select(catalogue.Codelist))
        {
            if (codelist.Find(DataStructureDefinition.Total) is not { } total)
                continue;
            if (codelist.Find(DataStructureDefinition.NotApplicable) is { } notApplicable)
                totals[notApplicable.Id] = total.Id;
            foreach (var code in codelist.Codes)
            {
                // Areas have no parent, because membership of groups changes: the details of their total are countries, not groups.
                var parent = codelist.Id != AreaCodelist ? code.Parent is { } name ? codelist.Find(name) : null
                    : code.Id != total.Id && !totals.ContainsKey(code.Id) && !groups.Contains(code.Id) ? total : null;
                if (parent is not null && !partial.Contains(parent.Code))
                    parents[code.Id] = parent.Id;
            }
        }

        (_parents, _totals) = (parents.ToFrozenDictionary(), totals.ToFrozenDictionary());
    }

    /// <summary>The code that a code is directly a part of; null when it is none of any, or what is known of its siblings never adds up.</summary>
    public int? ParentOf(int code) => _parents.TryGetValue(code, out var parent) ? parent : null;

    /// <summary>The key with "not applicable" as total, so that the keys of indicators with different breakdowns can be compared.</summary>
    public int[] Canonical(IReadOnlyList<int> key) => [.. key.Select(code => _totals.GetValueOrDefault(code, code))];
}
