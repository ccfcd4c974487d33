using StatExchange.V1;

namespace StatExchange.Server.Queries.Completeness;

/// <summary>How far a cell is there.</summary>
/// <param name="State">How far.</param>
/// <param name="DaysLate">
/// Days from the due date to the delivery, negative when that was early; of what is partial or missing, days since the due date when that
/// is over; else 0.
/// </param>
/// <param name="Decisive">Whose figures say so; null when there are none.</param>
/// <param name="DeliveredAt">When it was delivered, in UTC; null while it is not.</param>
internal sealed record CellVerdict(CompletenessState State, int DaysLate, ProviderCoverage? Decisive, DateTime? DeliveredAt)
{
    /// <summary>Judges a cell.</summary>
    /// <param name="period">The reporting period.</param>
    /// <param name="counting">What providers whose figures count have published of it.</param>
    /// <param name="asOfDay">The day that the due date is compared with.</param>
    /// <param name="publishedAt">When a release was published.</param>
    public static CellVerdict Of(PlannedPeriod period, IEnumerable<ProviderCoverage> counting, DateOnly asOfDay, Func<long, DateTime> publishedAt)
    {
        // Of several that delivered, the first did.
        var best = counting.Where(one => one.Year.Kind != CoverageKind.Nothing)
            .OrderBy(one => one.Year.Kind).ThenBy(one => one.SinceReleaseId).ThenBy(one => one.Provider).FirstOrDefault();
        var isOver = asOfDay > period.DueDate;
        var daysSinceDue = isOver ? asOfDay.DayNumber - period.DueDate!.Value.DayNumber : 0;
        switch (best?.Year.Kind ?? CoverageKind.Nothing)
        {
            case CoverageKind.Complete:
                var deliveredAt = publishedAt(best!.SinceReleaseId);
                var daysLate = period.DueDate is { } due ? DateOnly.FromDateTime(deliveredAt).DayNumber - due.DayNumber : 0;
                return new CellVerdict(daysLate > 0 ? CompletenessState.Late : CompletenessState.Delivered, daysLate, best, deliveredAt);
            case CoverageKind.CannotExist:
                return new CellVerdict(CompletenessState.NotApplicable, 0, best, null);
            case var _ when !period.IsOwed:
                return new CellVerdict(CompletenessState.NotApplicable, 0, null, null);
            case CoverageKind.Nothing:
                return new CellVerdict(period.DueDate is null || isOver ? CompletenessState.Missing : CompletenessState.NotDue, daysSinceDue, null, null);
            default:
                return new CellVerdict(CompletenessState.Partial, daysSinceDue, best, null);
        }
    }
}
