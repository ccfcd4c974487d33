using System.Globalization;
using StatExchange.Server.Calendar;
using StatExchange.Server.Catalogue;
using StatExchange.Server.Errors;
using StatExchange.V1;

namespace StatExchange.Server.Queries.Completeness;

/// <summary>The reporting periods that are looked at.</summary>
internal static class CompletenessPeriods
{
    private const int MostYears = 50;

    /// <summary>Reads them: those asked for, or those for which the profile was due.</summary>
    /// <exception cref="ExchangeException">A bound is no year, or they are too far apart.</exception>
    public static IReadOnlyList<int> Read(StreamCompletenessRequest request, CatalogueSnapshot catalogue, DateOnly asOfDay)
    {
        var due = DuePeriods(request.Profile, catalogue, asOfDay);
        var (start, end) = (Year(request.StartPeriod, "start_period"), Year(request.EndPeriod, "end_period"));
        if ((start, end) is (null, null))
            return due;

        // Who names one bound means what is due on its side, and at least that year.
        var first = start ?? Math.Min(due.FirstOrDefault(end!.Value), end.Value);
        var last = end ?? Math.Max(due.LastOrDefault(first), first);
        if (last < first || last - first > MostYears)
            throw ExchangeException.InvalidField("end_period", $"it is not 0 to {MostYears} years after the first");
        return [.. Enumerable.Range(first, last - first + 1)];
    }

    private static List<int> DuePeriods(string profile, CatalogueSnapshot catalogue, DateOnly day)
    {
        var schedules = new ReportingSchedules(catalogue.Schedules);
        var first = catalogue.Schedules.Where(schedule => schedule.Profile == profile).Select(schedule => schedule.FirstPeriod).DefaultIfEmpty(int.MaxValue).Min();
        return [.. Enumerable.Range(first, Math.Max(0, day.Year - first + 1))
            .Where(year => schedules.Find(profile, year) is { } schedule && ReportingSchedules.DueDate(schedule, year) <= day)];
    }

    private static int? Year(string text, string field)
    {
        if (text.Length == 0)
            return null;
        if (TimePeriod.TryParse(text, Frequency.Find("A")!, out var period))
            return period.FirstDay.Year;
        throw new ExchangeException(
            ErrorReason.PeriodInvalid, string.Create(CultureInfo.InvariantCulture, $"'{text}' is no reporting period. Write a year, 2022."),
            ("field", field), ("period", text))
        {
            FieldViolations = [new FieldViolation(field, $"'{text}' is no year")],
        };
    }
}
