using System.CommandLine;
using StatExchange.Client.Files;

namespace StatExchange.Cli.Commands;

/// <summary>statx mapping save: saves the next version of a mapping.</summary>
internal static class MappingSaveCommand
{
    private const string Description =
        "Saves a mapping file as the next version of a mapping; one that says the same as the latest version is not saved again.";

    private const string Example = "statx mapping save labour_mapping.csv --organisation AM.ARMSTAT --name LABOUR";

    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "The mapping file." }.AcceptExistingOnly();
        var organisation = MappingOptions.Organisation();
        var name = new Option<string>("--name") { Description = "Identifier of the mapping.", HelpName = "ID", Required = true };
        var output = OutputOption.Create(OutputOption.Json);
        return new StatxSubcommand("save", Description, Example) { file, organisation, name, output }.Does(async (context, cancellationToken) =>
        {
            var mapping = await MappingFile.ReadAsync(context.Arguments.GetRequiredValue(file).FullName, cancellationToken);
            mapping.Organisation = await context.RequireOrganisationAsync(cancellationToken);
            mapping.MappingId = context.Arguments.GetRequiredValue(name);
            var saved = await context.Client.SaveMappingAsync(mapping, cancellationToken);
            if (context.Arguments.GetValue(output) == OutputOption.Json)
                await JsonOutput.WriteAsync(context.Out, saved);
            else
                await context.Out.WriteLineAsync($"{Tables.Plain(saved.MappingId)}, version {saved.Version}");
            return ExitCode.Done;
        });
    }
}
