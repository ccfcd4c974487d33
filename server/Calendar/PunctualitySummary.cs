using StatExchange.V1;

namespace StatExchange.Server.Calendar;

/// <summary>How punctual deliveries were. Those that are neither delivered nor overdue do not count.</summary>
/// <param name="InTime">Number delivered on the due date or earlier.</param>
/// <param name="Late">Number delivered later.</param>
/// <param name="Overdue">Number not delivered whose due date is over.</param>
/// <param name="AverageDelay">Days, on average of the late and the overdue ones; 0 without any.</param>
/// <param name="MaximalDelay">Days, of the latest of them; 0 without any.</param>
internal sealed record PunctualitySummary(int InTime, int Late, int Overdue, double AverageDelay, int MaximalDelay)
{
    /// <summary>Number of deliveries that count.</summary>
    public int Due => InTime + Late + Overdue;

    /// <summary>Share of those delivered in time; null when nothing counts.</summary>
    public double? ShareInTime => Due == 0 ? null : (double)InTime / Due;

    /// <summary>Sums up deliveries.</summary>
    public static PunctualitySummary Of(IEnumerable<DeliveryState> deliveries)
    {
        var counted = deliveries.Where(state => state.Status is DeliveryStatus.Delivered or DeliveryStatus.Overdue).ToList();
        var delays = counted.Where(state => state.DaysLate > 0).Select(state => state.DaysLate).ToList();
        var overdue = counted.Count(state => state.Status == DeliveryStatus.Overdue);
        return new PunctualitySummary(
            counted.Count - delays.Count, delays.Count - overdue, overdue, delays.DefaultIfEmpty().Average(), delays.DefaultIfEmpty().Max());
    }
}
