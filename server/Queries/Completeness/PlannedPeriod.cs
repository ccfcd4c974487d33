namespace StatExchange.Server.Queries.Completeness;

/// <summary>A reporting period of an area.</summary>
/// <param name="Year">The year.</param>
/// <param name="IsOwed">
/// Whether the area owes the profile for it; where nobody does because the profile is not due for it, whether the area would.
/// </param>
/// <param name="DueDate">The last day on which it is delivered in time; null when the area does not owe it.</param>
internal sealed record PlannedPeriod(int Year, bool IsOwed, DateOnly? DueDate);
