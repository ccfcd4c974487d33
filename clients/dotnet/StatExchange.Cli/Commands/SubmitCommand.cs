using System.CommandLine;

namespace StatExchange.Cli.Commands;

/// <summary>statx submit: sends a file.</summary>
internal static class SubmitCommand
{
    private const string Description =
        "Submits a file: uploads it, shows what is wrong with it, and publishes it when asked to. Run again after any interruption, the "
        + "same command goes on where it was; of a file that was submitted before it shows how it ended.";

    private const string Example = "statx submit figures.csv --organisation AM.ARMSTAT --publish";
    private const string EmbargoExample = "statx submit figures.csv --organisation KZ.BNS --publish --at 2027-01-15T11:00 --zone Asia/Almaty";
    private const string MappingExample = "statx submit table.csv --organisation AM.ARMSTAT --mapping LABOUR --profile BASIC --period 2017";

    public static Command Create()
    {
        var options = new SubmissionOptions();
        var publish = new Option<bool>("--publish") { Description = "Publish when there are no errors and no warning needs a justification." };
        var embargo = new EmbargoOptions();
        var replaces = new Option<string?>("--replaces")
        {
            Description = "The earlier submission that this one corrects: it is superseded when this one is published or scheduled.",
            HelpName = "ID",
        };
        var justify = new Option<string?>("--justify")
        {
            Description = "Justify all warnings with this text; it is kept with the figures, and whoever compares them sees it.",
            HelpName = "TEXT",
        };
        var author = new Option<string?>("--author") { Description = "Who justifies, for people; by default --person.", HelpName = "NAME" };
        var token = new Option<string?>("--token")
        {
            Description = "Names the submission, to find it again; by default made from the file's content and the options.",
            HelpName = "T",
        };
        var isNew = new Option<bool>("--new") { Description = "Submit anew though the same file was submitted before." };
        var command = new StatxSubcommand("submit", Description, Example, EmbargoExample, MappingExample) { publish };
        embargo.AddTo(command);
        foreach (var option in new Option[] { replaces, justify, author, token, isNew })
            command.Options.Add(option);
        options.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(token) is not null && result.GetValue(isNew))
                result.AddError("--token and --new exclude one another: --new takes a token that nobody has.");
            if (embargo.IsGiven(result) && !result.GetValue(publish))
                result.AddError("--at says when to publish; ask for it with --publish.");
            if (result.GetValue(author) is not null && result.GetValue(justify) is null)
                result.AddError("--author says who gives the reason; give the reason with --justify.");
        });
        return command.Does((context, cancellationToken) =>
        {
            var arguments = context.Arguments;
            var submission = options.Read(context) with
            {
                Token = arguments.GetValue(isNew) ? Guid.NewGuid().ToString() : arguments.GetValue(token),
                PublishesWhenReceived = arguments.GetValue(publish),
                PublicFrom = embargo.Read(arguments),
                ReplacesSubmissionId = arguments.GetValue(replaces) ?? "",
                Justification = arguments.GetValue(justify),
                Author = arguments.GetValue(author) ?? "",
            };
            return submission.RunAsync(cancellationToken);
        });
    }
}
