using StatExchange.Server.Catalogue;

namespace StatExchange.Server.Calendar;

/// <summary>Something that is owed once: a profile for a period.</summary>
/// <param name="Obligation">Who owes it.</param>
/// <param name="Schedule">By which schedule.</param>
/// <param name="Period">The reporting period, a year.</param>
/// <param name="DueDate">The last day on which it is delivered in time.</param>
internal sealed record ExpectedDelivery(DeliveryObligation Obligation, ProfileSchedule Schedule, int Period, DateOnly DueDate);
