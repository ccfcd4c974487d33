using System.CommandLine;
using System.Globalization;
using StatExchange.Client;
using StatExchange.V1;

namespace StatExchange.Cli.Commands;

/// <summary>The options that select series: one a dimension of the contract, and periods, view and strictness.</summary>
internal sealed class SelectionOptions
{
    private const string ReleasePrefix = "release:";
    private const char GroupPrefix = '@';
    private const string AreaCodelist = "CL_AREA";

    private readonly (Dimension Dimension, Option<string[]> Option)[] _dimensions =
        [.. Dimension.All.Select(dimension => (dimension, CreateOption(dimension)))];

    private readonly Option<string?> _start = new("--start") { Description = "First period: 2010, 2010-Q1, 2010-01.", HelpName = "PERIOD" };
    private readonly Option<string?> _end = new("--end") { Description = "Last period.", HelpName = "PERIOD" };
    private readonly Option<int> _last = new("--last") { Description = "Only the last N observations of each series.", HelpName = "N" };
    private readonly Option<bool> _lenient = new("--lenient") { Description = "Leave codes that do not exist out, and say so." };

    private readonly Option<string?> _asOf = new("--as-of")
    {
        Description = "What was known then: an instant such as 2018-03-01T12:00:00Z (a day begins at 00:00 UTC), or release:17.",
        HelpName = "VIEW",
    };

    // ISO 8601 only: any other form would be a guess at which day is meant.
    private static readonly string[] InstantFormats = ["yyyy-MM-dd", "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK"];

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var (_, option) in _dimensions)
            command.Options.Add(option);
        foreach (var option in new Option[] { _start, _end, _last, _asOf, _lenient })
            command.Options.Add(option);
        command.Validators.Add(result =>
        {
            foreach (var (_, option) in _dimensions)
            {
                if (result.GetResult(option) is { } given && given.Tokens.Any(token => token.Value.Split(',').Any(string.IsNullOrWhiteSpace)))
                    result.AddError($"{option.Name} has an empty code; leave the option out to ask for all.");
            }

            // What is no number at all gets an error of its own; asking for its value here would throw.
            if (result.GetResult(_last) is { Tokens: [var last] } && int.TryParse(last.Value, CultureInfo.InvariantCulture, out var number) && number < 1)
                result.AddError("--last must be 1 or more.");
            if (result.GetValue(_asOf) is { } view && !TryReadView(view, new SeriesQuery(), out _))
                result.AddError($"--as-of must be an instant such as 2018-03-01T12:00:00Z, or release:17; '{view}' is neither.");
        });
    }

    /// <summary>The query that arguments state.</summary>
    public SeriesQuery Read(ParseResult arguments)
    {
        var query = new SeriesQuery
        {
            StartPeriod = arguments.GetValue(_start),
            EndPeriod = arguments.GetValue(_end),
            LastObservations = arguments.GetValue(_last),
            IgnoreUnknownCodes = arguments.GetValue(_lenient),
        };
        foreach (var (dimension, option) in _dimensions)
        {
            var codes = (arguments.GetValue(option) ?? [])
                .SelectMany(value => value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                .ToLookup(code => code.StartsWith(GroupPrefix));
            if (codes[false].Any())
                query = query.Where(dimension.Id, codes[false]);
            if (codes[true].Any())
                query = query.WhereMemberOf(dimension.Id, codes[true].Select(code => code[1..]));
        }

        return arguments.GetValue(_asOf) is { } view && TryReadView(view, query, out var asOf) ? asOf : query;
    }

    /// <summary>The name of a dimension's option: REF_AREA is --ref-area.</summary>
    public static string NameOf(Dimension dimension) => "--" + dimension.Id.ToLowerInvariant().Replace('_', '-');

    private static Option<string[]> CreateOption(Dimension dimension) => new(NameOf(dimension))
    {
        Description = $"Codes of {dimension.Codelist}{(dimension.Codelist == AreaCodelist ? ", or @GROUP" : "")}.",
        HelpName = "CODES",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    private static bool TryReadView(string view, SeriesQuery query, out SeriesQuery asOf)
    {
        asOf = query;
        if (view.StartsWith(ReleasePrefix, StringComparison.OrdinalIgnoreCase))
        {
            var isRelease = long.TryParse(
                view.AsSpan(ReleasePrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var release);
            asOf = query.AsOfRelease(release);
            return isRelease;
        }

        var isInstant = DateTimeOffset.TryParseExact(
            view, InstantFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant);
        if (isInstant)
            asOf = query.AsOfInstant(instant);
        return isInstant;
    }
}
