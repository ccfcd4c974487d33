using StatExchange.Server.Calendar;
using StatExchange.Server.Catalogue;

namespace StatExchange.UnitTests.Calendar;

/// <summary>For which years a profile is due, and when.</summary>
public sealed class ReportingSchedulesTests
{
    private static readonly ProfileSchedule Extended = new("EXTENDED", 2019, 3, null, 9, 90, null, null);
    private static readonly ProfileSchedule Basic = new("BASIC", 2019, 1, "EXTENDED", 9, 90, null, null);

    [Fact]
    public void Extended_is_due_every_three_years_from_2019_and_basic_in_every_year_between()
    {
        var schedules = new ReportingSchedules([Basic, Extended]);
        var due = Enumerable.Range(2016, 10).Select(year => $"{year}{Initial("EXTENDED", year)}{Initial("BASIC", year)}");

        Assert.Equal(["2016", "2017", "2018", "2019E", "2020B", "2021B", "2022E", "2023B", "2024B", "2025E"], due);

        string Initial(string profile, int year) => schedules.Find(profile, year) is null ? "" : profile[..1];
    }

    [Fact]
    public void Without_its_exception_a_profile_is_due_every_year() =>
        Assert.NotNull(new ReportingSchedules([Basic with { UnlessProfile = null }, Extended]).Find("BASIC", 2022));

    [Fact]
    public void A_rule_that_changes_leaves_the_periods_before_as_they_were()
    {
        var schedules = new ReportingSchedules(
        [
            Extended with { ValidTo = new DateOnly(2022, 12, 30) },
            Extended with { FirstPeriod = 2022, EveryYears = 2, DueMonths = 6, ValidFrom = new DateOnly(2022, 12, 31) },
            Basic,
        ]);

        Assert.Equal([2019, 2022, 2024, 2026], Enumerable.Range(2015, 12).Where(year => schedules.Find("EXTENDED", year) is not null));
        Assert.Equal([2020, 2021, 2023, 2025], Enumerable.Range(2015, 12).Where(year => schedules.Find("BASIC", year) is not null));
        Assert.Equal((9, 6), (schedules.Find("EXTENDED", 2019)!.DueMonths, schedules.Find("EXTENDED", 2022)!.DueMonths));
    }

    [Theory]
    [InlineData(9, 2022, "2023-09-30")]
    [InlineData(2, 2019, "2020-02-29")]
    [InlineData(2, 2020, "2021-02-28")]
    [InlineData(14, 2022, "2024-02-29")]
    [InlineData(0, 2020, "2020-12-31")]
    [InlineData(12, 2020, "2021-12-31")]
    public void A_delivery_is_due_months_after_the_end_of_its_period(int months, int period, string due) =>
        Assert.Equal(DateOnly.Parse(due), ReportingSchedules.DueDate(Extended with { DueMonths = months }, period));
}
