using StatExchange.Server.Calendar;
using StatExchange.V1;
using DeliveryObligation = StatExchange.Server.Catalogue.DeliveryObligation;
using ProfileSchedule = StatExchange.Server.Catalogue.ProfileSchedule;

namespace StatExchange.UnitTests.Calendar;

/// <summary>Where a delivery stands on a day, and how punctual several were.</summary>
public sealed class DeliveryStateTests
{
    // Due on 2023-09-30; 90 days before that is 2023-07-02.
    private static readonly ExpectedDelivery Expected = new(
        new DeliveryObligation("AM.ARMSTAT", "EXTENDED", "AM", null, 2019, null),
        new ProfileSchedule("EXTENDED", 2019, 3, null, 9, 90, null, null), 2022, new DateOnly(2023, 9, 30));

    [Theory]
    [InlineData("2020-01-01", DeliveryStatus.Upcoming, 0)]
    [InlineData("2023-07-01", DeliveryStatus.Upcoming, 0)]
    [InlineData("2023-07-02", DeliveryStatus.Due, 0)]
    [InlineData("2023-09-30", DeliveryStatus.Due, 0)]
    [InlineData("2023-10-01", DeliveryStatus.Overdue, 1)]
    [InlineData("2024-09-30", DeliveryStatus.Overdue, 366)]
    public void What_is_not_delivered_is_upcoming_then_due_then_overdue(string asOf, DeliveryStatus status, int daysLate)
    {
        var state = DeliveryState.Of(Expected, record: null, DateOnly.Parse(asOf));
        Assert.Equal((status, daysLate), (state.Status, state.DaysLate));
    }

    [Theory]
    [InlineData("2022-09-30T12:00:00Z", -365)]
    [InlineData("2023-09-29T23:59:59Z", -1)]
    [InlineData("2023-09-30T00:00:00Z", 0)]
    [InlineData("2023-09-30T23:59:59Z", 0)]
    [InlineData("2023-10-01T00:00:00Z", 1)]
    public void What_is_delivered_is_so_many_days_late(string publishedAt, int daysLate)
    {
        var state = Delivered(publishedAt);
        Assert.Equal((DeliveryStatus.Delivered, daysLate), (state.Status, state.DaysLate));
    }

    [Fact]
    public void The_first_release_of_a_period_delivers_it_however_the_period_is_written()
    {
        var day = new DateOnly(2024, 1, 1);
        DeliveryRecord Record(string period, long release) => new("EXTENDED", "AM.ARMSTAT", period, release, day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc));

        Assert.Equal(7, new DeliveryLedger([Record("2022", 9), Record("2022-A1", 7)], day).StateOf(Expected).Record!.ReleaseId);
        Assert.Null(new DeliveryLedger([Record("2021", 9), Record("2022-01", 7), Record("2022-Q4", 8)], day).StateOf(Expected).Record);
    }

    [Fact]
    public void Punctuality_counts_what_is_delivered_or_overdue()
    {
        var summary = PunctualitySummary.Of(
        [
            Delivered("2023-05-01T00:00:00Z"), Delivered("2023-09-30T10:00:00Z"), Delivered("2023-10-04T10:00:00Z"),
            Open("2023-10-08"), Open("2023-09-30"), Open("2020-01-01"),
        ]);

        Assert.Equal((4, 2, 1, 1), (summary.Due, summary.InTime, summary.Late, summary.Overdue));
        Assert.Equal((6.0, 8, 0.5), (summary.AverageDelay, summary.MaximalDelay, summary.ShareInTime!.Value));
    }

    [Fact]
    public void Where_nothing_counts_there_is_no_share() =>
        Assert.Equal(new PunctualitySummary(0, 0, 0, 0, 0), PunctualitySummary.Of([Open("2020-01-01")]) is { ShareInTime: null } none ? none : null);

    private static DeliveryState Open(string asOf) => DeliveryState.Of(Expected, record: null, DateOnly.Parse(asOf));

    private static DeliveryState Delivered(string publishedAt) => DeliveryState.Of(
        Expected, new DeliveryRecord("EXTENDED", "AM.ARMSTAT", "2022", 1, DateTimeOffset.Parse(publishedAt).UtcDateTime), new DateOnly(2024, 1, 1));
}
