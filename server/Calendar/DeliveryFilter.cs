using StatExchange.Server.Catalogue;
using StatExchange.Server.Errors;
using StatExchange.V1;
using AreaGroup = StatExchange.Server.Catalogue.AreaGroup;

namespace StatExchange.Server.Calendar;

/// <summary>Which deliveries are asked for, checked against the catalogue.</summary>
internal sealed class DeliveryFilter
{
    // Without a bound the calendar has no end: obligations continue.
    private const int StandardYearsAhead = 1;
    private const int MostYearsAhead = 20;

    private readonly HashSet<string> _areas;
    private readonly List<AreaGroup> _groups;
    private readonly DateOnly? _dueFrom;

    private DeliveryFilter(DeliverySelection selection, List<AreaGroup> groups, DateOnly? dueFrom, DateOnly dueTo)
    {
        Profile = selection.Profile.Length > 0 ? selection.Profile : null;
        Organisation = selection.Organisation.Length > 0 ? selection.Organisation : null;
        _areas = [.. selection.RefAreas];
        _groups = groups;
        _dueFrom = dueFrom;
        DueTo = dueTo;
    }

    /// <summary>The only profile; null for all.</summary>
    public string? Profile { get; }

    /// <summary>The only organisation; null for all.</summary>
    public string? Organisation { get; }

    /// <summary>The last due date.</summary>
    public DateOnly DueTo { get; }

    /// <summary>Reads what is asked for.</summary>
    /// <exception cref="ExchangeException">It names what does not exist; all unknown areas and groups are named at once.</exception>
    public static DeliveryFilter Read(DeliverySelection? selection, CatalogueSnapshot catalogue, DateOnly asOf)
    {
        selection ??= new DeliverySelection();
        if (selection.Profile.Length > 0)
            catalogue.RequireProfile(selection.Profile);
        if (selection.Organisation.Length > 0)
            catalogue.RequireOrganisation(selection.Organisation);
        RequireAreas(selection, catalogue);
        var dueTo = CalendarDay.Read(selection.DueTo, "selection.due_to") ?? asOf.AddYears(StandardYearsAhead);
        if (dueTo > asOf.AddYears(MostYearsAhead))
            throw ExchangeException.InvalidField("selection.due_to", $"it is more than {MostYearsAhead} years after the day that is looked at");
        return new DeliveryFilter(
            selection, [.. catalogue.AreaGroups.Where(group => selection.AreaGroups.Contains(group.Code.Code))],
            CalendarDay.Read(selection.DueFrom, "selection.due_from"), dueTo);
    }

    /// <summary>Whether a delivery is asked for.</summary>
    public bool Includes(ExpectedDelivery delivery) =>
        (Profile is null || delivery.Obligation.Profile == Profile)
        && (Organisation is null || delivery.Obligation.Organisation == Organisation)
        && (_dueFrom is null || _dueFrom <= delivery.DueDate) && delivery.DueDate <= DueTo
        && IncludesArea(delivery.Obligation.RefArea, ReportingSchedules.LastDayOf(delivery.Period));

    private static void RequireAreas(DeliverySelection selection, CatalogueSnapshot catalogue)
    {
        var areas = catalogue.Codelist("CL_AREA");
        var groups = catalogue.AreaGroups.Select(group => group.Code.Code).ToList();
        var unknown = selection.RefAreas.Where(code => areas.Find(code) is null)
            .Select(code => (Field: "selection.ref_areas", Code: code, Nearest: areas.Nearest(code)))
            .Concat(selection.AreaGroups.Where(code => !groups.Contains(code))
                .Select(code => (Field: "selection.area_groups", Code: code, Nearest: NearestText.Find(code, groups))))
            .ToList();
        if (unknown.Count == 0)
            return;
        var violations = unknown.Select(one => new FieldViolation(
            one.Field, $"'{one.Code}' is no code of REF_AREA{(one.Nearest.Length > 0 ? $"; the nearest is '{one.Nearest}'" : string.Empty)}")).ToList();
        throw new ExchangeException(
            ErrorReason.UnknownCode, $"The selection names unknown codes: {string.Join("; ", violations.Select(one => one.Description))}.",
            ("codes", string.Join(",", unknown.Select(one => $"REF_AREA={one.Code}"))))
        {
            FieldViolations = violations,
        };
    }

    private bool IncludesArea(string area, DateOnly day) =>
        (_areas.Count == 0 && _groups.Count == 0) || _areas.Contains(area)
        || _groups.Any(group => group.Members.Any(member => member.Area.Code == area && member.IsMemberOn(day)));
}
