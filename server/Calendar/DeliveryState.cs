using StatExchange.V1;

namespace StatExchange.Server.Calendar;

/// <summary>Where a delivery stands on a day.</summary>
/// <param name="Expected">What is owed.</param>
/// <param name="Record">The release that delivered it; null when none has.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="DaysLate">
/// Days from the due date to the delivery, negative when that was early; of an overdue one, days since the due date; else 0.
/// </param>
internal sealed record DeliveryState(ExpectedDelivery Expected, DeliveryRecord? Record, DeliveryStatus Status, int DaysLate)
{
    /// <summary>Says where a delivery stands.</summary>
    /// <param name="expected">What is owed.</param>
    /// <param name="record">The release that delivered it by the end of the day; null when none has.</param>
    /// <param name="asOf">The day.</param>
    public static DeliveryState Of(ExpectedDelivery expected, DeliveryRecord? record, DateOnly asOf)
    {
        int DaysFromDue(DateOnly day) => day.DayNumber - expected.DueDate.DayNumber;
        if (record is not null)
            return new DeliveryState(expected, record, DeliveryStatus.Delivered, DaysFromDue(DateOnly.FromDateTime(record.PublishedAt)));
        var days = DaysFromDue(asOf);
        if (days > 0)
            return new DeliveryState(expected, null, DeliveryStatus.Overdue, days);
        var status = -days <= expected.Schedule.NoticeDays ? DeliveryStatus.Due : DeliveryStatus.Upcoming;
        return new DeliveryState(expected, null, status, 0);
    }
}
