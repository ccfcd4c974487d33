using System.CommandLine;

namespace StatExchange.Cli.Commands;

/// <summary>statx mapping list: which mappings there are.</summary>
internal static class MappingListCommand
{
    private const string Description =
        "Lists mappings, each with its latest version.";

    private const string Example = "statx mapping list --organisation AM.ARMSTAT";

    public static Command Create()
    {
        var organisation = OrganisationOption.Create("Only those of this organisation");
        var output = OutputOption.Create(OutputOption.Json);
        return new StatxSubcommand("list", Description, Example) { organisation, output }.Does(async (context, cancellationToken) =>
        {
            var mappings = context.Client.ListMappingsAsync(context.Organisation);
            if (context.Arguments.GetValue(output) == OutputOption.Json)
            {
                await JsonOutput.WriteAsync(context.Out, mappings, cancellationToken);
                return ExitCode.Done;
            }

            var table = Tables.Create("Organisation", "Mapping", "Version", "Saved", "Description");
            await foreach (var mapping in mappings.WithCancellation(cancellationToken))
            {
                table.Add(
                    mapping.Organisation, mapping.MappingId, $"{mapping.Version}", SubmissionOutput.Instant(mapping.SavedAt), mapping.Description);
            }

            context.Screen.Write(table);
            return ExitCode.Done;
        });
    }
}
