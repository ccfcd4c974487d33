using StatExchange.Server.Calendar;
using StatExchange.Server.Catalogue;
using StatExchange.Server.Errors;
using StatExchange.V1;
using DeliveryObligation = StatExchange.Server.Catalogue.DeliveryObligation;
using ProfileSchedule = StatExchange.Server.Catalogue.ProfileSchedule;

namespace StatExchange.Server.Queries.Completeness;

/// <summary>Checks whose completeness is asked for against the catalogue.</summary>
internal sealed class CompletenessCoder(CatalogueSnapshot catalogue)
{
    /// <summary>Codes a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="asOfDay">The day that due dates are compared with.</param>
    /// <exception cref="ExchangeException">It names what is not there, or contradicts itself.</exception>
    public CompletenessPlan Code(StreamCompletenessRequest request, DateOnly asOfDay)
    {
        catalogue.RequireProfile(request.Profile);
        RequestLanguage.Require(request.Language);
        foreach (var state in request.States.Where(state => state == CompletenessState.Unspecified || !Enum.IsDefined(state)))
            throw ExchangeException.InvalidField("states", $"{(int)state} is none");
        var selection = AreaSelection.Read(request.RefAreas, request.AreaGroups, catalogue);
        var years = CompletenessPeriods.Read(request, catalogue, asOfDay);
        var profile = catalogue.Profiles.First(known => known.Id == request.Profile);
        var indicators = catalogue.Codelist("CL_INDICATOR");
        return new CompletenessPlan
        {
            Catalogue = catalogue,
            Profile = profile,
            Indicators = [.. profile.Indicators.Select(code => (indicators.Find(code)!.Id, catalogue.FindIndicator(code)!))],
            Years = years,
            Areas = [.. AreasOf(profile.Id, selection, years)],
            States = request.States.ToHashSet(),
            AsOfDay = asOfDay,
            Language = request.Language,
        };
    }

    private IEnumerable<PlannedArea> AreasOf(string profile, AreaSelection selection, IReadOnlyList<int> years)
    {
        var obligations = catalogue.Obligations.Where(obligation => obligation.Profile == profile)
            .ToLookup(obligation => obligation.RefArea, StringComparer.Ordinal);
        var schedules = new ReportingSchedules(catalogue.Schedules);
        var first = catalogue.Schedules.Where(schedule => schedule.Profile == profile).Select(schedule => (int?)schedule.FirstPeriod).Min();
        var due = years.Where(year => ScheduleOf(profile, year, schedules) is not null).ToHashSet();
        var dueDates = DueDates(profile, due, schedules);
        foreach (var area in catalogue.Codelist("CL_AREA").Codes.OrderBy(code => code.Code, StringComparer.Ordinal))
        {
            var periods = years.Where(year => selection.Includes(area.Code, ReportingSchedules.LastDayOf(year))).Select(PeriodOf).ToList();

            // Who names an area wants to be told of it in any case.
            if (selection.Names(area.Code) || (selection.IsOfAll ? periods.Exists(period => period.IsOwed) : periods.Count > 0))
            {
                yield return new PlannedArea(
                    area.Id, area.Code, [.. obligations[area.Code].Select(obligation => obligation.Organisation).Distinct(StringComparer.Ordinal)], periods);
            }

            PlannedPeriod PeriodOf(int year) => dueDates.TryGetValue((area.Code, year), out var dueDate)
                ? new PlannedPeriod(year, IsOwed: true, dueDate)

                // Before there was a schedule a profile is owed without a due date; since then only for the periods of the schedule.
                : new PlannedPeriod(year, !(year >= first) && obligations[area.Code].Any(obligation => Binds(obligation, year)), null);
        }
    }

    // For a year of the extended profile, the basic one is owed as a part of it.
    private ProfileSchedule? ScheduleOf(string profile, int year, ReportingSchedules schedules) => schedules.Find(profile, year)
        ?? catalogue.Schedules.Where(schedule => schedule.Profile == profile && schedule.UnlessProfile is not null)
            .Select(schedule => schedules.Find(schedule.UnlessProfile!, year)).FirstOrDefault(schedule => schedule is not null);

    // By area and year. Where several organisations owe it, they do so by the same schedule.
    private Dictionary<(string Area, int Year), DateOnly> DueDates(string profile, HashSet<int> due, ReportingSchedules schedules)
    {
        var dueDates = new Dictionary<(string Area, int Year), DateOnly>();
        if (due.Count == 0)
            return dueDates;
        var last = due.Max(year => ReportingSchedules.DueDate(ScheduleOf(profile, year, schedules)!, year));
        foreach (var expected in DeliveryCalendar.Until(last, catalogue))
        {
            if (expected.Obligation.Profile == ScheduleOf(profile, expected.Period, schedules)?.Profile)
                dueDates[(expected.Obligation.RefArea, expected.Period)] = expected.DueDate;
        }

        return dueDates;
    }

    private bool Binds(DeliveryObligation obligation, int year) => obligation.AreaGroup is not { } group
        || catalogue.AreaGroups.Where(known => known.Code.Code == group).SelectMany(known => known.Members)
            .Any(member => member.Area.Code == obligation.RefArea && member.IsMemberOn(ReportingSchedules.LastDayOf(year)));
}
