using System.CommandLine;
using StatExchange.V1;

namespace StatExchange.Cli.Commands;

/// <summary>statx mirror explain: says why both sides of a corridor differ.</summary>
internal static class MirrorExplainCommand
{
    private const string Description =
        "Adds to the thread in which the offices of both sides explain why their figures differ. It is shown with the mirror figures: to organisations of both sides, "
        + "or to everybody with --public. It cannot be changed; a later entry corrects it.";

    private const string Example =
        "statx mirror explain --indicator LAB_FOR_EMP --ref-area RU --counterpart-area AM --text Permits --start 2017 --public --as EAEU.EEC";

    public static Command Create()
    {
        var indicator = Required("--indicator", "The indicator of one side.", "CODE");
        var area = Required("--ref-area", "Its reporting area.", "AREA");
        var counterpart = Required("--counterpart-area", "Its counterpart area.", "AREA");
        var text = Required("--text", "What there is to say.", "TEXT");
        var textLanguage = new Option<string>("--text-language") { Description = "Language of the text, ISO 639-1.", HelpName = "LANGUAGE", DefaultValueFactory = _ => "en" };
        var start = new Option<string?>("--start") { Description = "First period that it is about.", HelpName = "PERIOD" };
        var end = new Option<string?>("--end") { Description = "Last period.", HelpName = "PERIOD" };
        var isPublic = new Option<bool>("--public") { Description = "For everybody, not only for both sides." };
        var organisation = OrganisationOption.Create("The organisation that says it");
        var output = OutputOption.Create(OutputOption.Json);
        var command = new StatxSubcommand("explain", Description, Example);
        foreach (var option in new Option[] { indicator, area, counterpart, text, textLanguage, start, end, isPublic, organisation, output })
            command.Options.Add(option);
        return command.Does(async (context, cancellationToken) =>
        {
            var arguments = context.Arguments;
            var added = await context.Client.ExplainMirrorAsync(
                new AddMirrorExplanationRequest
                {
                    Key = new SeriesKey
                    {
                        Indicator = arguments.GetRequiredValue(indicator),
                        RefArea = arguments.GetRequiredValue(area),
                        CounterpartArea = arguments.GetRequiredValue(counterpart),
                    },
                    Text = { [arguments.GetRequiredValue(textLanguage)] = arguments.GetRequiredValue(text) },
                    StartPeriod = arguments.GetValue(start) ?? "",
                    EndPeriod = arguments.GetValue(end) ?? "",
                    IsPublic = arguments.GetValue(isPublic),
                },
                context.StatedOrganisation,
                cancellationToken);
            if (arguments.GetValue(output) == OutputOption.Json)
                await JsonOutput.WriteAsync(context.Out, added);
            else
                await context.Out.WriteLineAsync(Tables.Plain(ExplanationText.Of(added, context.Language)));
            return ExitCode.Done;
        });
    }

    private static Option<string> Required(string name, string description, string helpName) =>
        new(name) { Description = description, HelpName = helpName, Required = true };
}
