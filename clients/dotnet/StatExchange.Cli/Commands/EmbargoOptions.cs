using System.CommandLine;
using System.Globalization;
using StatExchange.Client;

namespace StatExchange.Cli.Commands;

/// <summary>The options that say when a submission becomes public.</summary>
/// <param name="isRequired">Whether the command needs them.</param>
internal sealed class EmbargoOptions(bool isRequired = false)
{
    private static readonly string[] LocalFormats = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"];
    private static readonly string[] InstantFormats = ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    private readonly Option<string?> _at = new("--at")
    {
        Description = $"When it becomes public, all of it at once: a local time with --zone, or an instant such as 2027-01-15T06:00:00Z.{(isRequired ? "" : " Left out: now.")}",
        HelpName = "2027-01-15T11:00",
        Required = isRequired,
    };

    private readonly Option<string?> _zone = new("--zone") { Description = "The time zone of --at.", HelpName = "Asia/Almaty" };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_at);
        command.Options.Add(_zone);
        command.Validators.Add(result =>
        {
            var (at, zone) = (result.GetValue(_at), result.GetValue(_zone));
            if (at is null && zone is not null && !isRequired)
                result.AddError("--zone is the time zone of --at.");
            if (at is null || TryRead(at, zone, out _))
                return;
            result.AddError(TryRead(at, TimeZoneInfo.Utc.Id, out _)
                ? $"--at {at} is a local time; say of which time zone, such as --zone Asia/Almaty, or give an instant: {at}Z."
                : $"--at must be a local time such as 2027-01-15T11:00, or an instant such as 2027-01-15T06:00:00Z; '{at}' is neither.");
        });
    }

    /// <summary>Whether arguments state a time.</summary>
    public bool IsGiven(System.CommandLine.Parsing.CommandResult result) => result.GetValue(_at) is not null;

    /// <summary>The time; null when it is left out.</summary>
    public EmbargoTime? Read(ParseResult arguments) =>
        arguments.GetValue(_at) is { } at && TryRead(at, arguments.GetValue(_zone), out var time) ? time : null;

    private static bool TryRead(string at, string? zone, out EmbargoTime? time)
    {
        time = null;
        if (DateTime.TryParseExact(at, LocalFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            time = string.IsNullOrEmpty(zone) ? null : EmbargoTime.Local(local, zone);
        else if (DateTimeOffset.TryParseExact(at, InstantFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant))
            time = EmbargoTime.At(instant, zone);
        return time is not null;
    }
}
