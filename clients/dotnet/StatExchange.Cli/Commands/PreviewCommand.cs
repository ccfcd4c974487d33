using System.CommandLine;

namespace StatExchange.Cli.Commands;

/// <summary>statx preview: what publishing a submission would change.</summary>
internal static class PreviewCommand
{
    private const int DefaultLimit = 50;

    private const string Description =
        "Shows what publishing a submission now would change, against the figures as they are now: by indicator, then figure by figure, then "
        + "what the rules on revisions say. Nothing is published. json (a series a line, the summary last) and csv give all changes.";

    private static readonly string[] Examples =
    [
        "statx preview 0b9f6d0e-6f0f-4b59-9d53-0f6c1c7c2a11 --organisation AM.ARMSTAT --limit 20",
        "statx preview 0b9f6d0e-6f0f-4b59-9d53-0f6c1c7c2a11 --organisation AM.ARMSTAT --output csv > changes.csv",
    ];

    public static Command Create()
    {
        var id = SubmissionArgument.Create();
        var organisation = OrganisationOption.Create();
        var summary = new Option<bool>("--summary") { Description = "Only by indicator, without the single changes." };
        var limit = new Option<int>("--limit")
        {
            Description = "Changes that the table shows at most.",
            HelpName = "N",
            DefaultValueFactory = _ => DefaultLimit,
        };
        var output = OutputOption.Create(OutputOption.Csv, OutputOption.Json);
        var command = new StatxSubcommand("preview", Description, Examples) { id, organisation, summary, limit, output };
        command.Validators.Add(result =>
        {
            if (result.GetResult(limit) is { Tokens: [var given] } && int.TryParse(given.Value, out var number) && number < 1)
                result.AddError("--limit must be 1 or more; without the single changes: --summary.");
        });
        return command.Does(async (context, cancellationToken) =>
        {
            var arguments = context.Arguments;
            var handle = await context.FindSubmissionAsync(arguments.GetRequiredValue(id), cancellationToken);
            await using var preview = await handle.PreviewAsync(arguments.GetValue(summary), context.Language, cancellationToken);
            await (arguments.GetRequiredValue(output) switch
            {
                OutputOption.Json => PreviewOutput.WriteJsonAsync(context, preview, cancellationToken),
                OutputOption.Csv => PreviewOutput.WriteCsvAsync(context, preview, arguments.GetValue(summary), cancellationToken),
                _ => PreviewOutput.WriteTablesAsync(context, preview, arguments.GetValue(limit), cancellationToken),
            });
            return ExitCode.Done;
        });
    }
}
