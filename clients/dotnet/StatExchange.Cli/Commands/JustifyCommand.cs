using System.CommandLine;
using StatExchange.Client;

namespace StatExchange.Cli.Commands;

/// <summary>statx justify: why figures are right though rules warn of them.</summary>
internal static class JustifyCommand
{
    public const string Name = "justify";

    private const string Description =
        "Justifies warnings of a received submission: all of them, those of a rule, or single ones. The text is kept with the figures, and "
        + "whoever compares them sees it.";

    private const string Example =
        "statx justify 0b9f6d0e-6f0f-4b59-9d53-0f6c1c7c2a11 --organisation AM.ARMSTAT --text Census --rule VNO_MEDIAN --author Methodology";

    public static Command Create()
    {
        var id = SubmissionArgument.Create();
        var text = new Option<string>("--text") { Description = "Why the figures are right.", HelpName = "TEXT", Required = true };
        var rule = new Option<string?>("--rule") { Description = "Only warnings of this rule.", HelpName = "ID" };
        var numbers = new Option<long[]>("--number")
        {
            Description = "Only the findings of these numbers; they are in the list of findings.",
            HelpName = "N",
            AllowMultipleArgumentsPerToken = true,
        };
        var author = new Option<string?>("--author") { Description = "Who justifies, for people; by default --person.", HelpName = "NAME" };
        var organisation = OrganisationOption.Create();
        var output = OutputOption.Create(OutputOption.Json);
        return new StatxSubcommand(Name, Description, Example) { id, organisation, text, rule, numbers, author, output }.Does(async (context, cancellationToken) =>
        {
            var arguments = context.Arguments;
            var handle = await context.FindSubmissionAsync(arguments.GetRequiredValue(id), cancellationToken);
            var justified = await handle.JustifyAsync(
                new WarningJustification
                {
                    Text = arguments.GetRequiredValue(text),
                    Author = arguments.GetValue(author) ?? "",
                    RuleId = arguments.GetValue(rule) ?? "",
                    Numbers = arguments.GetValue(numbers) ?? [],
                },
                cancellationToken);
            await SubmissionOutput.WriteAsync(context, handle.Submission, arguments.GetRequiredValue(output));
            context.Remark(justified == 1 ? "1 warning is justified." : $"{justified} warnings are justified.");
            return ExitCode.Done;
        });
    }
}
