using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using StatExchange.V1;

namespace StatExchange.Client;

/// <summary>When a submission is to become public: an instant, or what the clocks of a time zone show.</summary>
/// <example>
/// <code>
/// await submission.ScheduleAsync(EmbargoTime.Local(new DateTime(2027, 1, 15, 11, 0, 0), "Asia/Almaty"));
/// </code>
/// </example>
public sealed record EmbargoTime
{
    private const string LocalFormat = "yyyy-MM-dd'T'HH:mm:ss";

    private EmbargoTime()
    {
    }

    /// <summary>The instant; null when a local time is stated.</summary>
    public DateTimeOffset? Instant { get; private init; }

    /// <summary>The local time, "2027-01-15T11:00:00"; empty when an instant is stated.</summary>
    public string LocalTime { get; private init; } = "";

    /// <summary>The time zone (IANA), "Asia/Almaty"; beside an instant it says how to show it. Empty for UTC.</summary>
    public string TimeZone { get; private init; } = "";

    /// <summary>An instant.</summary>
    /// <param name="instant">The instant.</param>
    /// <param name="timeZone">The time zone to show it in, "Asia/Almaty"; left out for UTC.</param>
    public static EmbargoTime At(DateTimeOffset instant, string? timeZone = null) => new() { Instant = instant, TimeZone = timeZone ?? "" };

    /// <summary>What the clocks of a time zone show. The service knows the zone, and refuses a time that they skip or pass twice.</summary>
    /// <param name="localTime">The local date and time, to the second; its <see cref="DateTime.Kind"/> does not count.</param>
    /// <param name="timeZone">The time zone, "Asia/Almaty".</param>
    public static EmbargoTime Local(DateTime localTime, string timeZone)
    {
        ArgumentException.ThrowIfNullOrEmpty(timeZone);
        return new EmbargoTime { LocalTime = localTime.ToString(LocalFormat, CultureInfo.InvariantCulture), TimeZone = timeZone };
    }

    /// <summary>An instant, shown in UTC.</summary>
    public static implicit operator EmbargoTime(DateTimeOffset instant) => At(instant);

    internal ScheduleSubmissionRequest ToRequest(string submissionId, string? reason) => new()
    {
        SubmissionId = submissionId,
        Instant = Instant?.ToTimestamp(),
        LocalTime = LocalTime,
        TimeZone = TimeZone,
        Reason = reason ?? "",
    };
}
