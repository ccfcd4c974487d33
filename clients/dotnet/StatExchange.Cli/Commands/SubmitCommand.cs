using System.CommandLine;
using System.Text;
using StatExchange.Client.Files;

namespace StatExchange.Cli.Commands;

/// <summary>statx submit: sends a file.</summary>
internal static class SubmitCommand
{
    private const string Description =
        "Submits an SDMX-CSV file: uploads it, shows what is wrong with it, and publishes it when asked to. Run again after any "
        + "interruption, the same command goes on where it was; of a file that was submitted before it shows how it ended.";

    private const string Example = "statx submit figures.csv --organisation AM.ARMSTAT --publish";

    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "SDMX-CSV 1.0, 2.0 or 2.1." }.AcceptExistingOnly();
        var organisation = new Option<string>("--organisation")
        {
            Description = "The organisation that submits.",
            HelpName = "AM.ARMSTAT",
            Required = true,
        };
        var publish = new Option<bool>("--publish") { Description = "Publish when there are no errors." };
        var token = new Option<string?>("--token")
        {
            Description = "Names the submission, to find it again; by default made from the organisation and the file's content.",
            HelpName = "T",
        };
        var isNew = new Option<bool>("--new") { Description = "Submit anew though the same file was submitted before." };
        var encoding = new Option<Encoding?>("--encoding")
        {
            Description = "Encoding of the file; by default UTF-8, UTF-16 with a mark, else Windows-1251.",
            HelpName = "E",
            CustomParser = ParseEncoding,
        };
        var commentLanguage = new Option<string>("--comment-language")
        {
            Description = "Language of a COMMENT_OBS column that names none.",
            DefaultValueFactory = _ => new SdmxCsvReaderOptions().CommentLanguage,
        }.AcceptOnlyFromAmong("en", "ru");
        var findings = new Option<FileInfo?>("--findings")
        {
            Description = "Write all findings to a file for a spreadsheet.",
            HelpName = "FILE.csv",
        };
        var output = OutputOption.Create(OutputOption.Json);
        var command = new StatxSubcommand("submit", Description, Example)
        {
            file, organisation, publish, token, isNew, encoding, commentLanguage, findings, output,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(token) is not null && result.GetValue(isNew))
                result.AddError("--token and --new exclude one another: --new takes a token that nobody has.");
        });
        return command.Does((context, cancellationToken) => new FileSubmission(context)
        {
            File = context.Arguments.GetRequiredValue(file),
            Organisation = context.Arguments.GetRequiredValue(organisation),
            Token = context.Arguments.GetValue(isNew) ? Guid.NewGuid().ToString() : context.Arguments.GetValue(token),
            ReaderOptions = new SdmxCsvReaderOptions
            {
                Encoding = context.Arguments.GetValue(encoding),
                CommentLanguage = context.Arguments.GetRequiredValue(commentLanguage),
            },
            PublishesWhenReceived = context.Arguments.GetValue(publish),
            FindingsFile = context.Arguments.GetValue(findings),
            OutputForm = context.Arguments.GetRequiredValue(output),
        }.RunAsync(cancellationToken));
    }

    private static Encoding? ParseEncoding(System.CommandLine.Parsing.ArgumentResult result)
    {
        var name = result.Tokens[0].Value;
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        try
        {
            return Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            result.AddError($"There is no encoding '{name}'; use for example utf-8, utf-16 or windows-1251.");
            return null;
        }
    }
}
