using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using StatExchange.Server.Errors;
using StatExchange.V1;

namespace StatExchange.Server.Submissions.Life;

/// <summary>An instant at which a submission becomes public, with the zone that it was stated in.</summary>
/// <param name="Instant">The instant, UTC.</param>
/// <param name="Zone">The time zone.</param>
internal sealed record EmbargoInstant(DateTime Instant, TimeZoneInfo Zone)
{
    // Files beside the zones of some machines: they mean another zone on each, or none.
    private static readonly string[] Others = ["localtime", "posixrules", "Factory"];

    private const int MaxYears = 5;
    private const long LatestSecond = 253_402_300_799;
    private static readonly string[] LocalFormats = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss"];

    /// <summary>Reads what a request states.</summary>
    /// <exception cref="ExchangeException">EMBARGO_INVALID.</exception>
    public static EmbargoInstant Of(ScheduleSubmissionRequest request, DateTimeOffset now)
    {
        if (request.TimeZone.Length > 0 && (Others.Contains(request.TimeZone) || !TimeZoneInfo.TryFindSystemTimeZoneById(request.TimeZone, out _)))
            throw Invalid("time_zone", $"there is no time zone '{request.TimeZone}'; an example is Asia/Almaty");
        var zone = request.TimeZone.Length == 0 ? TimeZoneInfo.Utc : TimeZoneInfo.FindSystemTimeZoneById(request.TimeZone);
        var instant = (request.Instant, request.LocalTime) switch
        {
            (null, "") => throw Invalid("instant", "neither an instant nor a local time is stated"),
            (not null, not "") => throw Invalid("local_time", "an instant and a local time are both stated"),
            (null, _) => Local(request.LocalTime, zone),
            _ => Utc(request.Instant),
        };
        if (instant <= now.UtcDateTime)
            throw Invalid("instant", $"{instant:O} is not in the future; now it is {now.UtcDateTime:O}");
        if (instant > now.UtcDateTime.AddYears(MaxYears))
            throw Invalid("instant", $"{instant:O} is more than {MaxYears} years away");
        return new EmbargoInstant(instant, zone);

        ExchangeException Invalid(string field, string description) => new(
            ErrorReason.EmbargoInvalid, $"The embargo is not valid: {description}.", ("now", now.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)))
        {
            FieldViolations = [new FieldViolation(field, description)],
        };

        DateTime Local(string text, TimeZoneInfo zone)
        {
            if (!DateTime.TryParseExact(text, LocalFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
                throw Invalid("local_time", $"'{text}' is no date and time such as 2027-01-15T11:00");
            if (zone.IsInvalidTime(local))
                throw Invalid("local_time", $"the clocks of {zone.Id} skip {text}");
            if (zone.IsAmbiguousTime(local))
                throw Invalid("local_time", $"the clocks of {zone.Id} pass {text} twice; state an instant");
            return TimeZoneInfo.ConvertTimeToUtc(local, zone);
        }

        DateTime Utc(Timestamp stated) => stated.Seconds is >= 0 and <= LatestSecond && stated.Nanos is >= 0 and < 1_000_000_000
            ? stated.ToDateTime()
            : throw Invalid("instant", "it is no instant of the years 1970 to 9999");
    }

    /// <summary>What is told of an embargo beside the instant: "2027-01-15T11:00:00+05:00".</summary>
    public static string LocalTime(DateTime instant, string zoneId)
    {
        // A zone that this machine does not know, another one did: the instant is what counts.
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(zoneId, out var known) ? known : TimeZoneInfo.Utc;
        var local = TimeZoneInfo.ConvertTime(new DateTimeOffset(DateTime.SpecifyKind(instant, DateTimeKind.Utc)), zone);
        return local.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
    }
}
