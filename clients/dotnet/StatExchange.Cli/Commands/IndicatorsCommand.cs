using System.CommandLine;
using StatExchange.Client;

namespace StatExchange.Cli.Commands;

/// <summary>statx indicators: what may be exchanged.</summary>
internal static class IndicatorsCommand
{
    private const string Description =
        "Lists indicators, all or those whose code, name or definition contains a text.";

    private const string Example = "statx indicators border --profile BASIC";

    public static Command Create()
    {
        var text = new Argument<string?>("TEXT") { Arity = ArgumentArity.ZeroOrOne, Description = "Part of the code, name or definition." };
        var profile = new Option<string?>("--profile") { Description = "Only indicators of this profile.", HelpName = "BASIC" };
        var area = new Option<string?>("--area") { Description = "Only indicators of this thematic area.", HelpName = "ASYLUM" };
        var derived = new Option<bool>("--derived") { Description = "The indicators that the exchange calculates from others, with their formulas." };
        var output = OutputOption.Create(OutputOption.Json);
        var command = new StatxSubcommand("indicators", Description, Example) { text, profile, area, derived, output };
        command.Validators.Add(result =>
        {
            if (result.GetValue(derived) && new Option[] { profile, area }.Any(option => result.GetResult(option) is { Implicit: false }))
                result.AddError("--derived is neither of a profile nor of a thematic area.");
        });
        return command.Does(async (context, cancellationToken) =>
        {
            if (context.Arguments.GetValue(derived))
            {
                await WriteDerivedAsync(context, context.Arguments.GetValue(text) ?? "", context.Arguments.GetRequiredValue(output), cancellationToken);
                return ExitCode.Done;
            }

            var indicators = context.Client.ListIndicatorsAsync(new IndicatorFilter
            {
                Text = context.Arguments.GetValue(text),
                Profile = context.Arguments.GetValue(profile),
                ThematicArea = context.Arguments.GetValue(area),
            });
            if (context.Arguments.GetValue(output) == OutputOption.Json)
            {
                await JsonOutput.WriteAsync(context.Out, indicators, cancellationToken);
                return ExitCode.Done;
            }

            var table = Tables.Create("Code", "Indicator", "Area", "Unit", "Freq", "Profiles");
            await foreach (var indicator in indicators.WithCancellation(cancellationToken))
            {
                table.Add(
                    indicator.Code,
                    indicator.Names.In(context.Language),
                    indicator.ThematicArea,
                    UnitText.Of(indicator.UnitMeasure, indicator.UnitMult),
                    indicator.Freq,
                    string.Join(' ', indicator.Profiles));
            }

            context.Screen.Write(table);
            context.Remark($"{table.Rows.Count} indicators.");
            return ExitCode.Done;
        });
    }

    private static async Task WriteDerivedAsync(CommandContext context, string text, string form, CancellationToken cancellationToken)
    {
        var indicators = (await context.Client.ListDerivedIndicatorsAsync(cancellationToken)).Where(indicator =>
            indicator.Names.Values.Concat(indicator.Definitions.Values).Append(indicator.Code).Any(one => one.Contains(text, StringComparison.OrdinalIgnoreCase))).ToList();
        if (form == OutputOption.Json)
        {
            await JsonOutput.WriteAsync(context.Out, indicators.ToAsyncEnumerable(), cancellationToken);
            return;
        }

        var table = Tables.Create("Code", "Indicator", "Unit", "Formula");
        foreach (var indicator in indicators)
            table.Add(indicator.Code, indicator.Names.In(context.Language), UnitText.Of(indicator.UnitMeasure, indicator.UnitMult), indicator.Formula);
        context.Screen.Write(table);
        context.Remark($"{table.Rows.Count} derived indicators.");
    }
}
