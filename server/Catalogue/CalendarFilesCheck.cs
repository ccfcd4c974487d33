using static StatExchange.Server.Catalogue.CatalogueFiles;

namespace StatExchange.Server.Catalogue;

/// <summary>Checks the calendar's files against the rest of the catalogue: what they name, and that who owes what is unambiguous.</summary>
internal sealed class CalendarFilesCheck(CatalogueFiles files, Action<long, string> scheduleFault, Action<long, string> obligationFault)
{
    // Beyond these a number is a slip, and days could leave the calendar.
    private const int EarliestYear = 1900;
    private const int LatestYear = 2200;
    private const int MaxYears = 100;
    private const int MaxMonths = 120;
    private const int MaxNoticeDays = 3660;

    private readonly HashSet<string> _profiles = [.. files.Profiles.Select(profile => profile.Id)];
    private readonly ILookup<string, ProfileSchedule> _schedules =
        files.Schedules.ToLookup(row => row.Schedule.Profile, row => row.Schedule, StringComparer.Ordinal);

    private readonly ILookup<string, string> _codes = files.Codes.ToLookup(row => row.Codelist, row => row.Code, StringComparer.Ordinal);
    private readonly HashSet<(string, string)> _members = [.. files.Members.Select(row => (row.AreaGroup, row.Area))];

    /// <summary>Reports every fault with its line.</summary>
    public void Check()
    {
        for (var i = 0; i < files.Schedules.Count; i++)
            CheckSchedule(files.Schedules[i], files.Schedules.Take(i).Select(row => row.Schedule));
        for (var i = 0; i < files.Obligations.Count; i++)
            CheckObligation(files.Obligations[i], files.Obligations.Take(i));
    }

    private static bool IsYear(int year) => year is >= EarliestYear and <= LatestYear;

    private static bool Overlap<T>(T? from, T? to, T? otherFrom, T? otherTo)
        where T : struct, IComparable<T> =>
        (to is null || otherFrom is null || otherFrom.Value.CompareTo(to.Value) <= 0)
        && (from is null || otherTo is null || from.Value.CompareTo(otherTo.Value) <= 0);

    private void CheckSchedule(ScheduleRow row, IEnumerable<ProfileSchedule> earlier)
    {
        var schedule = row.Schedule;
        void Require(bool condition, string reason)
        {
            if (!condition)
                scheduleFault(row.Line, reason);
        }

        Require(_profiles.Contains(schedule.Profile), $"'{schedule.Profile}' is no profile");
        Require(IsYear(schedule.FirstPeriod), $"first_period '{schedule.FirstPeriod}' is no year such as 2019");
        Require(schedule.EveryYears is >= 1 and <= MaxYears, $"every_years '{schedule.EveryYears}' is not between 1 and {MaxYears}");
        Require(schedule.DueMonths is >= 0 and <= MaxMonths, $"due_months '{schedule.DueMonths}' is not between 0 and {MaxMonths}");
        Require(schedule.NoticeDays is >= 0 and <= MaxNoticeDays, $"notice_days '{schedule.NoticeDays}' is not between 0 and {MaxNoticeDays}");
        Require(schedule.ValidFrom is null || schedule.ValidTo is null || schedule.ValidFrom <= schedule.ValidTo, "valid_to is before valid_from");
        Require(
            !earlier.Any(other => other.Profile == schedule.Profile && Overlap(schedule.ValidFrom, schedule.ValidTo, other.ValidFrom, other.ValidTo)),
            $"{schedule.Profile} has two schedules for the same time");
        if (schedule.UnlessProfile is not { } unless)
            return;
        Require(_schedules.Contains(unless), $"unless_profile '{unless}' is no profile with a schedule");
        Require(!LeadsTo(unless, schedule.Profile), $"unless_profile '{unless}' makes {schedule.Profile} its own exception");
    }

    private bool LeadsTo(string profile, string target)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([profile]);
        while (open.TryPop(out var next))
        {
            if (next == target)
                return true;
            if (!reached.Add(next))
                continue;
            foreach (var exception in _schedules[next].Select(schedule => schedule.UnlessProfile).OfType<string>())
                open.Push(exception);
        }

        return false;
    }

    private void CheckObligation(ObligationRow row, IEnumerable<ObligationRow> earlier)
    {
        var obligation = row.Obligation;
        void Require(bool condition, string reason)
        {
            if (!condition)
                obligationFault(row.Line, reason);
        }

        Require(_codes["CL_ORGANISATION"].Contains(obligation.Organisation), $"'{obligation.Organisation}' is not in CL_ORGANISATION");
        Require(_codes["CL_AREA"].Contains(obligation.RefArea), $"'{obligation.RefArea}' is not in CL_AREA");
        Require(_schedules.Contains(obligation.Profile), $"'{obligation.Profile}' is no profile with a schedule");
        Require(
            obligation.AreaGroup is not { } group || _members.Contains((group, obligation.RefArea)),
            $"'{obligation.RefArea}' never was a member of '{obligation.AreaGroup}'");
        Require(IsYear(obligation.FirstPeriod), $"first_period '{obligation.FirstPeriod}' is no year such as 2019");
        Require(obligation.LastPeriod is not { } last || IsYear(last), $"last_period '{obligation.LastPeriod}' is no year such as 2019");
        Require(obligation.LastPeriod is null || obligation.FirstPeriod <= obligation.LastPeriod, "last_period is before first_period");
        foreach (var other in earlier.Select(candidate => candidate.Obligation).Where(other => other.Profile == obligation.Profile
            && Overlap(obligation.FirstPeriod, obligation.LastPeriod, (int?)other.FirstPeriod, other.LastPeriod)))
        {
            Require(
                other.RefArea != obligation.RefArea,
                $"{obligation.Profile} of {obligation.RefArea} is owed by {other.Organisation} for the same periods already");

            // A submission names its organisation and profile, but no area.
            Require(
                other.Organisation != obligation.Organisation || other.RefArea == obligation.RefArea,
                $"{obligation.Organisation} owes {obligation.Profile} for {other.RefArea} already; its deliveries could not be told apart");
        }
    }
}
