using StatExchange.Server.Catalogue;

namespace StatExchange.Server.Calendar;

/// <summary>What is owed, whatever has become of it.</summary>
internal static class DeliveryCalendar
{
    /// <summary>All that is due up to a day, by due date, area, profile and organisation.</summary>
    public static IReadOnlyList<ExpectedDelivery> Until(DateOnly lastDueDate, CatalogueSnapshot catalogue)
    {
        var schedules = new ReportingSchedules(catalogue.Schedules);
        return
        [
            .. catalogue.Obligations
                .SelectMany(obligation => Of(obligation, schedules, Members(obligation, catalogue), lastDueDate))
                .OrderBy(delivery => delivery.DueDate)
                .ThenBy(delivery => delivery.Obligation.RefArea, StringComparer.Ordinal)
                .ThenBy(delivery => delivery.Obligation.Profile, StringComparer.Ordinal)
                .ThenBy(delivery => delivery.Obligation.Organisation, StringComparer.Ordinal)
                .ThenBy(delivery => delivery.Period),
        ];
    }

    /// <summary>What one obligation comes to, period by period.</summary>
    /// <param name="obligation">The obligation.</param>
    /// <param name="schedules">When profiles are due.</param>
    /// <param name="memberships">The area's memberships of the group that the obligation depends on; null when it depends on none.</param>
    /// <param name="lastDueDate">Nothing that is due later.</param>
    public static IEnumerable<ExpectedDelivery> Of(
        DeliveryObligation obligation, ReportingSchedules schedules, IReadOnlyCollection<AreaGroupMember>? memberships, DateOnly lastDueDate)
    {
        // Nothing is due before its period is over.
        for (var period = obligation.FirstPeriod; period <= Math.Min(obligation.LastPeriod ?? int.MaxValue, lastDueDate.Year); period++)
        {
            if (schedules.Find(obligation.Profile, period) is not { } schedule)
                continue;
            var end = ReportingSchedules.LastDayOf(period);
            if (memberships is not null && !memberships.Any(membership => membership.IsMemberOn(end)))
                continue;
            var dueDate = ReportingSchedules.DueDate(schedule, period);
            if (dueDate <= lastDueDate)
                yield return new ExpectedDelivery(obligation, schedule, period, dueDate);
        }
    }

    private static List<AreaGroupMember>? Members(DeliveryObligation obligation, CatalogueSnapshot catalogue) =>
        obligation.AreaGroup is not { } code ? null
        : [.. catalogue.AreaGroups.Where(group => group.Code.Code == code).SelectMany(group => group.Members)
            .Where(member => member.Area.Code == obligation.RefArea)];
}
