using StatExchange.Server.Catalogue;
using StatExchange.Server.Errors;
using StatExchange.V1;

namespace StatExchange.Server.Calendar;

/// <summary>Which deliveries are asked for, checked against the catalogue.</summary>
internal sealed class DeliveryFilter
{
    // Without a bound the calendar has no end: obligations continue.
    private const int StandardYearsAhead = 1;
    private const int MostYearsAhead = 20;

    private readonly AreaSelection _areas;
    private readonly DateOnly? _dueFrom;

    private DeliveryFilter(DeliverySelection selection, AreaSelection areas, DateOnly? dueFrom, DateOnly dueTo)
    {
        Profile = selection.Profile.Length > 0 ? selection.Profile : null;
        Organisation = selection.Organisation.Length > 0 ? selection.Organisation : null;
        _areas = areas;
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
        var areas = AreaSelection.Read(selection.RefAreas, selection.AreaGroups, catalogue, "selection.");
        var dueTo = CalendarDay.Read(selection.DueTo, "selection.due_to") ?? asOf.AddYears(StandardYearsAhead);
        if (dueTo > asOf.AddYears(MostYearsAhead))
            throw ExchangeException.InvalidField("selection.due_to", $"it is more than {MostYearsAhead} years after the day that is looked at");
        return new DeliveryFilter(selection, areas, CalendarDay.Read(selection.DueFrom, "selection.due_from"), dueTo);
    }

    /// <summary>Whether a delivery is asked for.</summary>
    public bool Includes(ExpectedDelivery delivery) =>
        (Profile is null || delivery.Obligation.Profile == Profile)
        && (Organisation is null || delivery.Obligation.Organisation == Organisation)
        && (_dueFrom is null || _dueFrom <= delivery.DueDate) && delivery.DueDate <= DueTo
        && _areas.Includes(delivery.Obligation.RefArea, ReportingSchedules.LastDayOf(delivery.Period));
}
