using System.Collections.Frozen;
using StatExchange.Server.Errors;
using StatExchange.V1;
using DerivedIndicator = StatExchange.Server.Catalogue.Derived.DerivedIndicator;

namespace StatExchange.Server.Catalogue;

/// <summary>
/// The whole catalogue as of one version: immutable, so that a call sees one state of it from beginning to end.
/// </summary>
public sealed class CatalogueSnapshot
{
    private readonly FrozenDictionary<string, Codelist> _codelists;
    private readonly FrozenDictionary<string, Indicator> _indicators;
    private readonly FrozenDictionary<int, CodelistCode> _codesById;
    private readonly FrozenDictionary<string, ValidationRule> _rules;
    private readonly FrozenDictionary<FindingRule, ValidationRule> _builtInRules;

    /// <summary>Puts a catalogue together.</summary>
    public CatalogueSnapshot(
        string version,
        IReadOnlyList<Codelist> codelists,
        IReadOnlyList<Indicator> indicators,
        IReadOnlyList<Profile> profiles,
        IReadOnlyList<AreaGroup> areaGroups,
        IReadOnlyList<ValidationRule> validationRules)
    {
        Version = version;
        Codelists = codelists;
        Indicators = indicators;
        Profiles = profiles;
        AreaGroups = areaGroups;
        ValidationRules = validationRules;
        _rules = validationRules.ToFrozenDictionary(rule => rule.Id, StringComparer.Ordinal);
        _builtInRules = validationRules.Where(rule => rule.BuiltIn != FindingRule.Unspecified).ToFrozenDictionary(rule => rule.BuiltIn);
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

    /// <summary>The rules that figures are validated by, in the catalogue's order.</summary>
    public IReadOnlyList<ValidationRule> ValidationRules { get; }

    /// <summary>When profiles are due.</summary>
    public IReadOnlyList<ProfileSchedule> Schedules { get; init; } = [];

    /// <summary>Who owes which profile.</summary>
    public IReadOnlyList<DeliveryObligation> Obligations { get; init; } = [];

    /// <summary>The indicators that the exchange calculates from others, in the catalogue's order.</summary>
    public IReadOnlyList<DerivedIndicator> DerivedIndicators { get; init; } = [];

    /// <summary>The rule of an identifier; null when there is none, or none any more.</summary>
    public ValidationRule? FindRule(string id) => _rules.GetValueOrDefault(id);

    /// <summary>A rule that is built in.</summary>
    public ValidationRule BuiltInRule(FindingRule rule) => _builtInRules[rule];

    /// <summary>The codelist of an identifier, null when there is none.</summary>
    public Codelist? FindCodelist(string id) => _codelists.GetValueOrDefault(id);

    /// <summary>The codelist of an identifier that the contract itself names, so that it must be there.</summary>
    public Codelist Codelist(string id) => _codelists[id];

    /// <summary>Whether there is an organisation.</summary>
    public bool HasOrganisation(string organisation) => Codelist("CL_ORGANISATION").Find(organisation) is not null;

    /// <summary>Requires that there is an organisation.</summary>
    /// <exception cref="ExchangeException">There is none; it names the nearest.</exception>
    public void RequireOrganisation(string organisation)
    {
        var organisations = Codelist("CL_ORGANISATION");
        if (organisations.Find(organisation) is not null)
            return;
        var nearest = organisations.Nearest(organisation);
        var hint = nearest.Length > 0 ? $" Did you mean {nearest}?" : string.Empty;
        throw new ExchangeException(
            ErrorReason.OrganisationNotFound, $"There is no organisation '{organisation}'.{hint}", ("organisation", organisation), ("nearest", nearest));
    }

    /// <summary>Requires that there is a profile.</summary>
    /// <exception cref="ExchangeException">There is none; it names the nearest.</exception>
    public void RequireProfile(string profile)
    {
        if (Profiles.Any(known => known.Id == profile))
            return;
        var nearest = NearestText.Find(profile, Profiles.Select(known => known.Id));
        var hint = nearest.Length > 0 ? $" Did you mean {nearest}?" : string.Empty;
        throw new ExchangeException(
            ErrorReason.ProfileNotFound, $"There is no profile '{profile}'.{hint}", ("profile", profile), ("nearest", nearest));
    }

    /// <summary>The indicator of a code, null when there is none.</summary>
    public Indicator? FindIndicator(string code) => _indicators.GetValueOrDefault(code);

    /// <summary>The code that figures hold the id of.</summary>
    public string CodeOf(int id) => _codesById[id].Code;
}
