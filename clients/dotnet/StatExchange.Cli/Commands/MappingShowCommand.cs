using System.CommandLine;
using StatExchange.Client.Files;

namespace StatExchange.Cli.Commands;

/// <summary>statx mapping show: a version of a mapping.</summary>
internal static class MappingShowCommand
{
    private const string Description =
        "Shows a mapping; as csv it is a mapping file, to be edited and saved again.";

    private const string Example = "statx mapping show AM.ARMSTAT LABOUR --version 2 --output csv > labour_mapping.csv";

    public static Command Create()
    {
        var organisation = new Argument<string>("ORGANISATION") { Description = "The organisation whose mapping it is." };
        var name = new Argument<string>("ID") { Description = "Identifier of the mapping." };
        var version = MappingOptions.Version();
        var output = OutputOption.Create(OutputOption.Csv, OutputOption.Json);
        return new StatxSubcommand("show", Description, Example) { organisation, name, version, output }.Does(async (context, cancellationToken) =>
        {
            var mapping = await context.Client.GetMappingAsync(
                context.Arguments.GetRequiredValue(organisation), context.Arguments.GetRequiredValue(name),
                context.Arguments.GetValue(version), cancellationToken);
            switch (context.Arguments.GetValue(output))
            {
                case OutputOption.Json:
                    await JsonOutput.WriteAsync(context.Out, mapping);
                    break;
                case OutputOption.Csv:
                    await MappingFile.WriteAsync(context.Out, mapping, cancellationToken);
                    break;
                default:
                    context.Remark($"{Tables.Plain(mapping.MappingId)}, version {mapping.Version}, saved {SubmissionOutput.Instant(mapping.SavedAt)}");
                    var table = Tables.Create(MappingFile.Header);
                    foreach (var cells in MappingFile.Describe(mapping))
                        table.Add(cells);
                    context.Screen.Write(table);
                    break;
            }

            return ExitCode.Done;
        });
    }
}
