using System.Collections.Frozen;

namespace StatExchange.Server.Catalogue;

/// <summary>
/// The whole catalogue as of one version: immutable, so that a call sees one state of it from beginning to end.
/// </summary>
public sealed class CatalogueSnapshot
{
    private readonly FrozenDictionary<string, Codelist> _codelists;
    private readonly FrozenDictionary<string, Indicator> _indicators;
    private readonly FrozenDictionary<int, CodelistCode> _codesById;

    /// <summary>Puts a catalogue together.</summary>
    public CatalogueSnapshot(
        string version,
        IReadOnlyList<Codelist> codelists,
        IReadOnlyList<Indicator> indicators,
        IReadOnlyList<Profile> profiles,
        IReadOnlyList<AreaGroup> areaGroups)
    {
        Version = version;
        Codelists = codelists;
        Indicators = indicators;
        Profiles = profiles;
        AreaGroups = areaGroups;
        _codelists = codelists.ToFrozenDictionary(codelist => codelist.Id, StringComparer.Ordinal);
        _indicators = indicators.ToFrozenDictionary(indicator => indicator.Code, StringComparer.Ordinal);
        _codesById = codelists.SelectMany(codelist => codelist.Codes).ToFrozenDictionary(code => code.Id);
        HighestCodeId = _codesById.Keys.DefaultIfEmpty().Max();
    }

    /// <summary>Changes whenever anything in the catalogue does.</summary>
    public string Version { get; }

    /// <summary>The highest id of a code. Ids ascend, so that a higher one is of a newer catalogue.</summary>
    public int HighestCodeId { get; }

    /// <summary>All codelists, in the catalogue's order.</summary>
    public IReadOnlyList<Codelist> Codelists { get; }

    /// <summary>All indicators, in the catalogue's order.</summary>
    public IReadOnlyList<Indicator> Indicators { get; }

    /// <summary>All profiles.</summary>
    public IReadOnlyList<Profile> Profiles { get; }

    /// <summary>All area groups with their members.</summary>
    public IReadOnlyList<AreaGroup> AreaGroups { get; }

    /// <summary>The codelist of an identifier, null when there is none.</summary>
    public Codelist? FindCodelist(string id) => _codelists.GetValueOrDefault(id);

    /// <summary>The codelist of an identifier that the contract itself names, so that it must be there.</summary>
    public Codelist Codelist(string id) => _codelists[id];

    /// <summary>The indicator of a code, null when there is none.</summary>
    public Indicator? FindIndicator(string code) => _indicators.GetValueOrDefault(code);

    /// <summary>The code that figures hold the id of.</summary>
    public string CodeOf(int id) => _codesById[id].Code;
}
