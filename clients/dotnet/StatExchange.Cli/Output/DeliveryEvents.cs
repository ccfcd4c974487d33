using System.Globalization;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using StatExchange.V1;

namespace StatExchange.Cli;

/// <summary>Writes deliveries as iCalendar (RFC 5545): an event of a whole day a delivery, on its due date.</summary>
internal static class DeliveryEvents
{
    private const string ProductId = "-//StatExchange//statx//EN";

    // Neither busy nor free time is meant: the day is a term.
    private const string Transparent = "TRANSPARENT";

    /// <summary>Writes deliveries.</summary>
    /// <param name="deliveries">The deliveries, with names in the language.</param>
    /// <param name="language">Language of the words.</param>
    /// <param name="now">When they were looked up; calendar programs take the later of two events of one delivery.</param>
    public static string Write(IEnumerable<Delivery> deliveries, string language, DateTimeOffset now)
    {
        var calendar = new Ical.Net.Calendar { ProductId = ProductId };
        foreach (var delivery in deliveries)
            calendar.Events.Add(ToEvent(delivery, DeliveryWords.In(language), now));
        return new CalendarSerializer(calendar).SerializeToString()!;
    }

    /// <summary>Stays the same whatever becomes of the delivery, so that importing again replaces the event.</summary>
    public static string Uid(Delivery delivery) =>
        $"{delivery.Profile}-{delivery.ReportingPeriod}-{delivery.Organisation}-{delivery.RefArea}@statexchange";

    private static CalendarEvent ToEvent(Delivery delivery, DeliveryWords words, DateTimeOffset now)
    {
        var day = DateOnly.ParseExact(delivery.DueDate, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        return new CalendarEvent
        {
            Uid = Uid(delivery),
            DtStamp = new CalDateTime(now.UtcDateTime, CalDateTime.UtcTzId),
            Start = new CalDateTime(day),
            End = new CalDateTime(day.AddDays(1)),
            Summary = $"{delivery.RefAreaName}: {delivery.ProfileName}, {delivery.ReportingPeriod}",
            Description = words.Description(delivery),
            Status = delivery.Status == DeliveryStatus.Upcoming ? EventStatus.Tentative : EventStatus.Confirmed,
            Categories = [delivery.Profile, delivery.Status.ToString().ToUpperInvariant()],
            Transparency = Transparent,
        };
    }
}
