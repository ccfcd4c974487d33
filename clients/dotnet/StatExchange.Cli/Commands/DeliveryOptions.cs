using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using StatExchange.Client;
using StatExchange.V1;

namespace StatExchange.Cli.Commands;

/// <summary>The options that select deliveries of the calendar.</summary>
internal sealed class DeliveryOptions
{
    private const char GroupPrefix = '@';

    private static readonly DeliveryStatus[] All =
        [.. Enum.GetValues<DeliveryStatus>().Where(status => status != DeliveryStatus.Unspecified)];

    private static readonly string StatusNames = string.Join(", ", All).ToLowerInvariant();

    private readonly Option<string?> _profile = new("--profile") { Description = "Only of this profile.", HelpName = "BASIC" };
    private readonly Option<string?> _organisation = new("--organisation") { Description = "Only of this organisation.", HelpName = "CODE" };

    private readonly Option<string[]> _areas = new("--area") { Description = "Only for these areas, codes of CL_AREA, or @GROUP.", HelpName = "CODES" };

    private readonly Option<DeliveryStatus[]> _statuses = new("--status")
    {
        Description = $"Only those with one of these statuses: {StatusNames}. By default all but delivered; with --ical all.",
        HelpName = "STATUSES",
        CustomParser = ParseStatuses,
    };

    private readonly Option<DateOnly?> _from = Day("--from", "Only due on this day or later.");
    private readonly Option<DateOnly?> _to = Day("--to", "Only due on this day or earlier; by default a year ahead.");
    private readonly Option<DateOnly?> _asOf = Day("--as-of", "How it was on this day, in UTC; by default today.");

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _profile, _organisation, _areas, _statuses, _from, _to, _asOf })
            command.Options.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetResult(_areas) is { } given && given.Tokens.Any(token => token.Value.Split(',').Any(string.IsNullOrWhiteSpace)))
                result.AddError($"{_areas.Name} has an empty code; leave the option out to ask for all.");
        });
    }

    /// <summary>The query that arguments state.</summary>
    /// <param name="context">The arguments, and the language of names.</param>
    /// <param name="withDelivered">Whether deliveries of all statuses are meant when none is stated.</param>
    public DeliveryQuery Read(CommandContext context, bool withDelivered)
    {
        var arguments = context.Arguments;
        var areas = (arguments.GetValue(_areas) ?? [])
            .SelectMany(value => value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .ToLookup(code => code.StartsWith(GroupPrefix));
        return new DeliveryQuery
        {
            Profile = arguments.GetValue(_profile),
            Organisation = arguments.GetValue(_organisation),
            RefAreas = areas[false],
            AreaGroups = areas[true].Select(code => code[1..]),
            Statuses = arguments.GetResult(_statuses) is not null ? arguments.GetRequiredValue(_statuses)
                : withDelivered ? []
                : All.Where(status => status != DeliveryStatus.Delivered),
            DueFrom = arguments.GetValue(_from),
            DueTo = arguments.GetValue(_to),
            AsOf = arguments.GetValue(_asOf),
            Language = context.Language,
        };
    }

    private static Option<DateOnly?> Day(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "YYYY-MM-DD",
        CustomParser = result =>
        {
            // ISO 8601 only: any other form would be a guess at which day is meant.
            if (DateOnly.TryParseExact(result.Tokens[0].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                return day;
            result.AddError($"{name} must be a day such as 2023-09-30; '{result.Tokens[0].Value}' is none.");
            return null;
        },
    };

    private static DeliveryStatus[] ParseStatuses(ArgumentResult result)
    {
        var statuses = new List<DeliveryStatus>();
        foreach (var name in result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.TrimEntries)))
        {
            var status = All.FirstOrDefault(status => string.Equals(status.ToString(), name, StringComparison.OrdinalIgnoreCase));
            if (status == DeliveryStatus.Unspecified)
                result.AddError($"There is no status '{name}'; it is one of {StatusNames}.");
            statuses.Add(status);
        }

        return [.. statuses];
    }
}
