using StatExchange.Server.Catalogue;
using StatExchange.Server.Errors;
using StatExchange.V1;
using AreaGroup = StatExchange.Server.Catalogue.AreaGroup;

namespace StatExchange.Server.Calendar;

/// <summary>Areas that are asked for by themselves or as members of groups.</summary>
internal sealed class AreaSelection
{
    private readonly HashSet<string> _areas;
    private readonly List<AreaGroup> _groups;

    private AreaSelection(HashSet<string> areas, List<AreaGroup> groups)
    {
        _areas = areas;
        _groups = groups;
    }

    /// <summary>Whether no area is named, and none left out therefore.</summary>
    public bool IsOfAll => _areas.Count == 0 && _groups.Count == 0;

    /// <summary>Reads what is asked for.</summary>
    /// <param name="areas">Areas that are named.</param>
    /// <param name="groups">Groups that are named.</param>
    /// <param name="catalogue">The catalogue.</param>
    /// <param name="path">What stands before the names of the request's fields.</param>
    /// <exception cref="ExchangeException">It names areas or groups that do not exist, all at once.</exception>
    public static AreaSelection Read(
        IReadOnlyCollection<string> areas, IReadOnlyCollection<string> groups, CatalogueSnapshot catalogue, string path = "")
    {
        var codelist = catalogue.Codelist("CL_AREA");
        var known = catalogue.AreaGroups.Select(group => group.Code.Code).ToList();
        var unknown = areas.Where(code => codelist.Find(code) is null)
            .Select(code => (Field: $"{path}ref_areas", What: "code", Code: code, Nearest: codelist.Nearest(code)))
            .Concat(groups.Where(code => !known.Contains(code))
                .Select(code => (Field: $"{path}area_groups", What: "area group", Code: code, Nearest: NearestText.Find(code, known))))
            .ToList();
        if (unknown.Count == 0)
            return new AreaSelection([.. areas], [.. catalogue.AreaGroups.Where(group => groups.Contains(group.Code.Code))]);
        var violations = unknown.Select(one => new FieldViolation(
            one.Field, $"'{one.Code}' is no {one.What} of REF_AREA{(one.Nearest.Length > 0 ? $"; the nearest is '{one.Nearest}'" : string.Empty)}")).ToList();
        throw new ExchangeException(
            ErrorReason.UnknownCode, $"The selection names unknown codes: {string.Join("; ", violations.Select(one => one.Description))}.",
            ("codes", string.Join(",", unknown.Select(one => $"REF_AREA={one.Code}"))))
        {
            FieldViolations = violations,
        };
    }

    /// <summary>Whether an area is asked for on a day.</summary>
    public bool Includes(string area, DateOnly day) => IsOfAll || Names(area)
        || _groups.Any(group => group.Members.Any(member => member.Area.Code == area && member.IsMemberOn(day)));

    /// <summary>Whether an area is named by itself, whatever the day.</summary>
    public bool Names(string area) => _areas.Contains(area);
}
