using System.CommandLine;

namespace StatExchange.Cli.Commands;

/// <summary>statx mirror explanations: what offices say of mirror differences.</summary>
internal static class MirrorExplanationsCommand
{
    private const string Description = "Lists what offices say of the differences of mirror figures, the latest first: what is public, and what is between both sides of one's own corridors.";

    private const string Example = "statx mirror explanations --indicator LAB_FOR_EMP --area RU";

    public static Command Create()
    {
        var indicator = new Option<string?>("--indicator") { Description = "Only of this indicator or its mirror.", HelpName = "CODE" };
        var area = new Option<string?>("--area") { Description = "Only of corridors that begin or end here.", HelpName = "AREA" };
        var other = new Option<string?>("--other-area") { Description = "Only of corridors between both areas.", HelpName = "AREA" };
        var output = OutputOption.Create(OutputOption.Json, OutputOption.Csv);
        return new StatxSubcommand("explanations", Description, Example) { indicator, area, other, output }.Does(async (context, cancellationToken) =>
        {
            var arguments = context.Arguments;
            var entries = context.Client.ListMirrorExplanationsAsync(arguments.GetValue(indicator), arguments.GetValue(area), arguments.GetValue(other));
            await ListOutput.WriteAsync(context, arguments.GetRequiredValue(output), entries, ExplanationText.Columns(context.Language), cancellationToken);
            return ExitCode.Done;
        });
    }
}
