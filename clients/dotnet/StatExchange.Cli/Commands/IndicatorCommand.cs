using System.CommandLine;
using Spectre.Console;
using StatExchange.V1;

namespace StatExchange.Cli.Commands;

/// <summary>statx indicator: what one indicator means.</summary>
internal static class IndicatorCommand
{
    private const string Description =
        "Shows an indicator: its definition, unit, breakdowns and mirror.";

    private const string Example = "statx indicator BRD_ENTRY_TOT";

    public static Command Create()
    {
        var code = new Argument<string>("CODE") { Description = "Code of the indicator." };
        var output = OutputOption.Create(OutputOption.Json);
        return new StatxSubcommand("indicator", Description, Example) { code, output }.Does(async (context, cancellationToken) =>
        {
            var indicator = await context.Client.GetIndicatorAsync(context.Arguments.GetRequiredValue(code), cancellationToken);
            if (context.Arguments.GetValue(output) == OutputOption.Json)
                await JsonOutput.WriteAsync(context.Out, indicator);
            else
                context.Screen.Write(Describe(indicator, context.Language));
            return ExitCode.Done;
        });
    }

    private static Grid Describe(Indicator indicator, string language)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn();
        Add("Code", indicator.Code);
        Add("Name", indicator.Names.In(language));
        Add("Definition", indicator.Definitions.In(language));
        Add("Counts", indicator.MeasureKind.ToString().ToLowerInvariant());
        Add("Unit", UnitText.Of(indicator.UnitMeasure, indicator.UnitMult));
        Add("Frequency", indicator.Freq);
        Add("Breakdowns", string.Join(", ", indicator.Breakdowns));
        Add("Regional total", Aggregation(indicator));
        Add("Mirror", indicator.MirrorIndicator);
        Add("Small counts", SmallCounts(indicator));
        Add("Part", indicator.Part);
        Add("Thematic area", indicator.ThematicArea);
        Add("Model", indicator.SourceModel);
        Add("Profiles", string.Join(", ", indicator.Profiles));
        return grid;

        void Add(string name, string value) => grid.AddRow(Tables.Cell(name), Tables.Cell(value.Length == 0 ? "—" : value));
    }

    private static string SmallCounts(Indicator indicator) =>
        indicator.SmallCountThreshold == 0 ? "shown to everybody" : $"1 to {indicator.SmallCountThreshold} are not shown to the public";

    private static string Aggregation(Indicator indicator) => indicator.Aggregation switch
    {
        V1.Aggregation.Sum => "may be summed",
        V1.Aggregation.Weighted => $"may be averaged, weighted by {indicator.WeightIndicator}",
        _ => "must not be made",
    };
}
