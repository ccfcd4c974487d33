using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using StatExchange.Client;
using StatExchange.V1;

namespace StatExchange.Cli.Commands;

/// <summary>The options that select series: one a dimension of the contract, and periods, view and strictness.</summary>
/// <param name="hasView">Whether there is --as-of; a command that compares two views has options of its own.</param>
/// <param name="hasLast">Whether there is --last.</param>
/// <param name="without">Dimensions that have no option.</param>
/// <param name="required">A dimension whose option is needed; null for none.</param>
internal sealed class SelectionOptions(bool hasView = true, bool hasLast = true, IReadOnlyCollection<string>? without = null, string? required = null)
{
    private readonly DimensionOptions _dimensions = new(without, required);
    private readonly Option<string?> _start = new("--start") { Description = "First period: 2010, 2010-Q1, 2010-01.", HelpName = "PERIOD" };
    private readonly Option<string?> _end = new("--end") { Description = "Last period.", HelpName = "PERIOD" };
    private readonly Option<int> _last = new("--last") { Description = "Only the last N observations of each series.", HelpName = "N" };
    private readonly Option<bool> _lenient = new("--lenient") { Description = "Leave codes that do not exist out, and say so." };
    private readonly ViewOption _asOf = new("--as-of", "What was known then");

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        _dimensions.AddTo(command);
        foreach (var option in hasLast ? new Option[] { _start, _end, _last } : [_start, _end])
            command.Options.Add(option);
        if (hasView)
            _asOf.AddTo(command);
        command.Options.Add(_lenient);
        command.Validators.Add(result =>
        {
            // What is no number at all gets an error of its own; asking for its value here would throw.
            if (result.GetResult(_last) is { Tokens: [var last] } && int.TryParse(last.Value, CultureInfo.InvariantCulture, out var number) && number < 1)
                result.AddError("--last must be 1 or more.");
            if (PeriodOf(result.GetResult(_start)) is { } start && PeriodOf(result.GetResult(_end)) is { } end && start.FirstDay > end.LastDay)
                result.AddError($"--start {start} is after --end {end}.");
        });
    }

    // What is no period is refused by the service, with what a period looks like.
    private static TimePeriod? PeriodOf(OptionResult? result) => result is { Tokens: [var token] } && TimePeriod.TryParse(token.Value, out var period) ? period : null;

    /// <summary>The query that arguments state.</summary>
    public SeriesQuery Read(ParseResult arguments) => _dimensions.Read(arguments, new SeriesQuery
    {
        StartPeriod = arguments.GetValue(_start),
        EndPeriod = arguments.GetValue(_end),
        LastObservations = hasLast ? arguments.GetValue(_last) : 0,
        IgnoreUnknownCodes = arguments.GetValue(_lenient),
        AsOf = hasView ? _asOf.Read(arguments) : null,
    });
}
