using System.CommandLine;
using System.Text;
using StatExchange.Client.Files;

namespace StatExchange.Cli.Commands;

/// <summary>statx mapping test: what of a file maps and what does not.</summary>
internal static class MappingTestCommand
{
    private const string Description =
        "Reads a file by a mapping without submitting it, and shows what maps and what does not, with the rows. Ends with exit code 1 when "
        + "something does not map. The service reads by saved mappings only: a mapping file is saved for the test under its own name with "
        + "'.TEST' behind it, beside the mapping that is in use.";

    private const string Example = "statx mapping test labour.csv --organisation AM.ARMSTAT --name LABOUR";
    private const string FileExample = "statx mapping test labour.csv --organisation AM.ARMSTAT --mapping-file labour_mapping.csv";

    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "A file of figures." }.AcceptExistingOnly();
        var organisation = MappingOptions.Organisation();
        var name = new Option<string?>("--name") { Description = "Identifier of a saved mapping.", HelpName = "ID" };
        var version = MappingOptions.Version();
        var mappingFile = new Option<FileInfo>("--mapping-file") { Description = "A mapping file that is not saved yet.", HelpName = "M.csv" }
            .AcceptExistingOnly();
        var encoding = new Option<Encoding?>("--encoding")
        {
            Description = "Encoding of the file of figures.",
            HelpName = "E",
            CustomParser = SubmissionOptions.ParseEncoding,
        };
        var output = OutputOption.Create(OutputOption.Json);
        var command = new StatxSubcommand("test", Description, Example, FileExample)
        {
            file, organisation, name, version, mappingFile, encoding, output,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(name) is null == result.GetResult(mappingFile) is null)
                result.AddError("Give either --name or --mapping-file.");
        });
        return command.Does(async (context, cancellationToken) => await new MappingTest(context)
        {
            File = context.Arguments.GetRequiredValue(file),
            Organisation = await context.RequireOrganisationAsync(cancellationToken),
            MappingId = context.Arguments.GetValue(name),
            MappingVersion = context.Arguments.GetValue(version),
            MappingFile = context.Arguments.GetValue(mappingFile),
            ReaderOptions = new SeriesFileOptions { Encoding = context.Arguments.GetValue(encoding) },
            IsJson = context.Arguments.GetValue(output) == OutputOption.Json,
        }.RunAsync(cancellationToken));
    }
}
