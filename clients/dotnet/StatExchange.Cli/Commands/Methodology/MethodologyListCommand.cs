using System.CommandLine;
using StatExchange.Client.Files;

namespace StatExchange.Cli.Commands;

/// <summary>statx methodology list: what providers say of their figures.</summary>
internal static class MethodologyListCommand
{
    private const string Description = "Lists methodology notes. --output csv writes the file that 'methodology save' reads.";

    private static readonly string[] Examples =
    [
        "statx methodology list --organisation KZ.BORDER",
        "statx methodology list --indicator TOUR_ARR --all-versions --language ru",
    ];

    public static Command Create()
    {
        var organisation = new Option<string?>(OrganisationOption.Name) { Description = "Only those of this organisation.", HelpName = "CODE" };
        var indicator = new Option<string?>("--indicator") { Description = "Only those of this indicator.", HelpName = "CODE" };
        var versions = new Option<bool>("--all-versions") { Description = "Earlier versions too." };
        var output = OutputOption.Create(OutputOption.Json, OutputOption.Csv);
        return new StatxSubcommand("list", Description, Examples) { organisation, indicator, versions, output }.Does(async (context, cancellationToken) =>
        {
            var arguments = context.Arguments;
            var notes = context.Client.ListMethodologyNotesAsync(arguments.GetValue(organisation), arguments.GetValue(indicator), arguments.GetValue(versions));
            switch (arguments.GetRequiredValue(output))
            {
                case OutputOption.Json:
                    await JsonOutput.WriteAsync(context.Out, notes, cancellationToken);
                    break;
                case OutputOption.Csv:
                    await MethodologyFile.WriteAsync(context.Out, notes, cancellationToken);
                    break;
                default:
                    await foreach (var note in notes.WithCancellation(cancellationToken))
                        MethodologyText.Write(context.Screen, note, context.Language);
                    break;
            }

            return ExitCode.Done;
        });
    }
}
