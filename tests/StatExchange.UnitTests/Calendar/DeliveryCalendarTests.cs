using StatExchange.Server.Calendar;
using StatExchange.Server.Catalogue;

namespace StatExchange.UnitTests.Calendar;

/// <summary>What an obligation comes to, period by period.</summary>
public sealed class DeliveryCalendarTests
{
    private static readonly DeliveryObligation Obligation = new("GB.ONS", "BASIC", "GB", "EU", 2019, null);

    private static readonly ReportingSchedules Yearly = new([new ProfileSchedule("BASIC", 2010, 1, null, 9, 90, null, null)]);

    [Theory]
    [InlineData("", "2020-01-31", "2019")]
    [InlineData("", "2020-12-30", "2019")]
    [InlineData("", "2020-12-31", "2019 2020")]
    [InlineData("2020-12-31", "", "2020 2021 2022")]
    [InlineData("2021-01-01", "", "2021 2022")]
    [InlineData("2020-01-01", "2020-12-30", "")]
    public void It_exists_for_periods_on_whose_last_day_the_area_is_a_member(string from, string to, string periods) =>
        Assert.Equal(periods, Periods(Obligation, [Member(from, to)]));

    [Fact]
    public void An_area_that_left_and_came_back_owes_nothing_between() =>
        Assert.Equal("2019 2022", Periods(Obligation, [Member("", "2020-01-31"), Member("2022-06-01", "")]));

    [Fact]
    public void Without_a_group_membership_does_not_matter() =>
        Assert.Equal("2019 2020 2021 2022", Periods(Obligation with { AreaGroup = null }, memberships: null));

    [Fact]
    public void It_begins_and_ends_with_its_periods() =>
        Assert.Equal("2020 2021", Periods(Obligation with { FirstPeriod = 2020, LastPeriod = 2021 }, memberships: null));

    [Theory]
    [InlineData("2023-09-30", 4)]
    [InlineData("2023-09-29", 3)]
    public void What_is_due_later_is_left_out(string lastDueDate, int count) =>
        Assert.Equal(count, DeliveryCalendar.Of(Obligation, Yearly, memberships: null, DateOnly.Parse(lastDueDate)).Count());

    private static string Periods(DeliveryObligation obligation, IReadOnlyCollection<AreaGroupMember>? memberships) => string.Join(
        ' ', DeliveryCalendar.Of(obligation, Yearly, memberships, new DateOnly(2023, 12, 31)).Select(delivery => delivery.Period));

    private static AreaGroupMember Member(string from, string to)
    {
        var area = new CodelistCode(1, "GB", null, new LocalisedText("United Kingdom", "Соединённое Королевство"), null, null, []);
        return new AreaGroupMember(area, Day(from), Day(to));
    }

    private static DateOnly? Day(string text) => text.Length == 0 ? null : DateOnly.Parse(text);
}
