namespace StatExchange.Server.Catalogue;

/// <summary>When a profile is due. Periods are years.</summary>
/// <param name="Profile">The profile, "BASIC".</param>
/// <param name="FirstPeriod">First reporting period.</param>
/// <param name="EveryYears">It is due for every so many years from the first one on.</param>
/// <param name="UnlessProfile">It is not due for years for which this profile is; null without exceptions.</param>
/// <param name="DueMonths">Months after the last day of the period.</param>
/// <param name="NoticeDays">For how many days up to the due date a delivery is called due.</param>
/// <param name="ValidFrom">Holds for periods that end on this day or later; null when unbounded.</param>
/// <param name="ValidTo">Holds for periods that end on this day or earlier; null when unbounded.</param>
public sealed record ProfileSchedule(
    string Profile, int FirstPeriod, int EveryYears, string? UnlessProfile, int DueMonths, int NoticeDays, DateOnly? ValidFrom, DateOnly? ValidTo);
