using System.CommandLine;
using System.CommandLine.Parsing;
using StatExchange.Client;
using StatExchange.V1;

namespace StatExchange.Cli.Commands;

/// <summary>statx completeness: what of a profile is delivered, and what is still to be sent.</summary>
internal static class CompletenessCommand
{
    private const char GroupPrefix = '@';

    private const string Description =
        "Shows how complete a profile is: which of its indicators each state has delivered for which periods, late, in part or not at all, and the score of each "
        + "chapter. Of one area it shows each indicator and period, of several a row a state. --to-send lists what is needed to complete it.";

    private static readonly CompletenessState[] All = [.. Enum.GetValues<CompletenessState>().Where(state => state != CompletenessState.Unspecified)];

    private static readonly string StateNames = string.Join(", ", All.Select(CompletenessWords.Option));

    private static readonly string[] Examples =
    [
        "statx completeness --profile BASIC",
        "statx completeness AM --profile BASIC --start 2020",
        "statx completeness AM --profile BASIC --year 2023 --to-send",
        "statx completeness @EAEU --profile EXTENDED --only missing,partial --as-of 2024-01-01 --output csv --file eaeu.csv",
    ];

    public static Command Create()
    {
        var areas = new Argument<string[]>("AREA")
        {
            Arity = ArgumentArity.ZeroOrMore,
            Description = "Areas, codes of CL_AREA, or @GROUP for those that were members; by default those that owe the profile.",
        };
        var profile = new Option<string>("--profile") { Description = "The profile.", HelpName = "BASIC", Required = true };
        var groups = ListOptions.Create("--group", "Areas that were members of this area group, as @GROUP", "GROUPS");
        var start = new Option<string?>("--start") { Description = "First reporting period; by default those for which the profile was due.", HelpName = "YEAR" };
        var end = new Option<string?>("--end") { Description = "Last reporting period.", HelpName = "YEAR" };
        var year = new Option<string?>("--year") { Description = "The only reporting period.", HelpName = "YEAR" };
        var asOf = new ViewOption("--as-of", "What was known and due then");
        var only = new Option<CompletenessState[]>("--only")
        {
            Description = $"Only cells with one of these states: {StateNames}. Scores count all the same.",
            HelpName = "STATES",
            CustomParser = ParseStates,
        };
        var toSend = new Option<bool>("--to-send") { Description = "What would need to be sent to complete the profile, and how." };
        var file = new Option<FileInfo?>("--file") { Description = "Write to a file instead of the standard output.", HelpName = "OUT" };
        var output = OutputOption.Create(OutputOption.Csv, OutputOption.Json);
        var command = new StatxSubcommand("completeness", Description, Examples) { areas };
        foreach (var option in new Option[] { profile, groups, start, end, year })
            command.Options.Add(option);
        asOf.AddTo(command);
        foreach (var option in new Option[] { only, toSend, file, output })
            command.Options.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetResult(year) is not null && new[] { start, end }.Any(option => result.GetResult(option) is not null))
                result.AddError("--year is one period; it does not go with --start and --end.");
            if (result.GetResult(only) is not null && result.GetResult(toSend) is { Implicit: false })
                result.AddError("--to-send lists what is missing or partial; it does not go with --only.");
        });
        return command.Does(async (context, cancellationToken) =>
        {
            var arguments = context.Arguments;
            var named = (arguments.GetValue(areas) ?? [])
                .SelectMany(value => value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).ToLookup(code => code.StartsWith(GroupPrefix));
            var isToSend = arguments.GetValue(toSend);
            var query = new CompletenessQuery(arguments.GetRequiredValue(profile).ToUpperInvariant())
            {
                RefAreas = named[false].Select(code => code.ToUpperInvariant()),
                AreaGroups = named[true].Concat(arguments.GetRequiredValue(groups)).Select(code => code.TrimStart(GroupPrefix).ToUpperInvariant()),
                StartPeriod = arguments.GetValue(year) ?? arguments.GetValue(start),
                EndPeriod = arguments.GetValue(year) ?? arguments.GetValue(end),
                States = isToSend ? [CompletenessState.Missing, CompletenessState.Partial] : arguments.GetResult(only) is null ? [] : arguments.GetRequiredValue(only),
                AsOf = asOf.Read(arguments),
                Language = context.Language,
            };

            // Asked before the file is made: a query that is refused leaves a file of before as it is.
            await using var answer = await context.Client.QueryCompletenessAsync(query, cancellationToken);
            await using var writer = arguments.GetValue(file) is { } target ? target.CreateText() : null;
            await new CompletenessOutput(query.Profile, isToSend, arguments.GetResult(only) is not null)
                .WriteAsync(context, answer, arguments.GetRequiredValue(output), writer, cancellationToken);
            return ExitCode.Done;
        });
    }

    private static CompletenessState[] ParseStates(ArgumentResult result)
    {
        var states = new List<CompletenessState>();
        foreach (var name in result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.TrimEntries)))
        {
            var state = All.FirstOrDefault(state => string.Equals(CompletenessWords.Option(state), name, StringComparison.OrdinalIgnoreCase));
            if (state == CompletenessState.Unspecified)
                result.AddError($"There is no state '{name}'; it is one of {StateNames}.");
            states.Add(state);
        }

        return [.. states];
    }
}
