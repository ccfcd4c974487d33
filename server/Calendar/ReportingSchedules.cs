using StatExchange.Server.Catalogue;

namespace StatExchange.Server.Calendar;

/// <summary>For which years a profile is due, and when.</summary>
internal sealed class ReportingSchedules(IEnumerable<ProfileSchedule> schedules)
{
    private readonly ILookup<string, ProfileSchedule> _byProfile = schedules.ToLookup(schedule => schedule.Profile, StringComparer.Ordinal);

    /// <summary>The last day of a reporting period.</summary>
    public static DateOnly LastDayOf(int period) => new(period, 12, 31);

    /// <summary>
    /// The last day on which a period is delivered in time: so many months after its last day, on the month's last day where the month
    /// is shorter.
    /// </summary>
    public static DateOnly DueDate(ProfileSchedule schedule, int period) => LastDayOf(period).AddMonths(schedule.DueMonths);

    /// <summary>The schedule by which a profile is due for a period; null when it is not due for it.</summary>
    public ProfileSchedule? Find(string profile, int period)
    {
        var end = LastDayOf(period);
        var schedule = _byProfile[profile].FirstOrDefault(one =>
            (one.ValidFrom is null || one.ValidFrom <= end) && (one.ValidTo is null || end <= one.ValidTo));
        if (schedule is null || period < schedule.FirstPeriod || (period - schedule.FirstPeriod) % schedule.EveryYears != 0)
            return null;

        // Ends: the catalogue is loaded only when no profile is its own exception.
        return schedule.UnlessProfile is { } other && Find(other, period) is not null ? null : schedule;
    }
}
