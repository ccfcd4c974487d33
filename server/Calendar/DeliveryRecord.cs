namespace StatExchange.Server.Calendar;

/// <summary>A release that delivered a profile, as it is stored.</summary>
/// <param name="Profile">The profile.</param>
/// <param name="Organisation">The organisation that submitted it.</param>
/// <param name="ReportingPeriod">The period as the submission states it.</param>
/// <param name="ReleaseId">The release.</param>
/// <param name="PublishedAt">When it was published, in UTC.</param>
internal sealed record DeliveryRecord(string Profile, string Organisation, string ReportingPeriod, long ReleaseId, DateTime PublishedAt);
