using System.CommandLine;
using System.Text;
using StatExchange.Client.Files;

namespace StatExchange.Cli.Commands;

/// <summary>statx mapping draft: a mapping file to begin with.</summary>
internal static class MappingDraftCommand
{
    private const string Description =
        "Drafts a mapping file from the header of a file of figures: columns whose names say what they are are mapped, all others listed as "
        + "unused. Complete it in a spreadsheet, test it, and save it.";

    private const string Example = "statx mapping draft labour.csv > labour_mapping.csv";

    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "A file of figures." }.AcceptExistingOnly();
        var organisation = OrganisationOption.Create("The organisation whose file it is");
        var encoding = new Option<Encoding?>("--encoding")
        {
            Description = "Encoding of the file; by default UTF-8, UTF-16 with a mark, else Windows-1251.",
            HelpName = "E",
            CustomParser = SubmissionOptions.ParseEncoding,
        };
        return new StatxSubcommand("draft", Description, Example) { file, organisation, encoding }.Does(async (context, cancellationToken) =>
        {
            var path = context.Arguments.GetRequiredValue(file);
            await MappingDraft.WriteAsync(
                context.Out, path.FullName, new SeriesFileOptions { Encoding = context.Arguments.GetValue(encoding) }, cancellationToken);
            context.Remark($"Complete it, then: statx {MappingCommand.Name} test {path.Name}{context.OptionFor(context.Organisation ?? "ORGANISATION")} --mapping-file M.csv");
            return ExitCode.Done;
        });
    }
}
