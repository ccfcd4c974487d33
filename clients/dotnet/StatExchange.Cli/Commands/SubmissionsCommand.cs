using System.CommandLine;
using StatExchange.V1;

namespace StatExchange.Cli.Commands;

/// <summary>statx submissions: where submissions stand.</summary>
internal static class SubmissionsCommand
{
    private const string Description =
        "Lists the submissions of an organisation, the latest first, or shows one.";

    private const string Example = "statx submissions --organisation AM.ARMSTAT --state refused";

    private static readonly SubmissionState[] States =
        [.. Enum.GetValues<SubmissionState>().Where(state => state != SubmissionState.Unspecified)];

    private static readonly string StateNames = string.Join(", ", States).ToLowerInvariant();

    public static Command Create()
    {
        var id = new Argument<string?>("ID") { Arity = ArgumentArity.ZeroOrOne, Description = "Identifier of one submission." };
        var organisation = OrganisationOption.Create("The organisation whose submissions they are");
        var state = new Option<SubmissionState>("--state")
        {
            Description = $"Only those in this state: {StateNames}.",
            HelpName = "STATE",
            CustomParser = ParseState,
        };
        var output = OutputOption.Create(OutputOption.Json);
        return new StatxSubcommand("submissions", Description, Example) { id, organisation, state, output }.Does(async (context, cancellationToken) =>
        {
            var form = context.Arguments.GetRequiredValue(output);
            if (context.Arguments.GetValue(id) is { } one)
            {
                var handle = await context.FindSubmissionAsync(one, cancellationToken);
                await SubmissionOutput.WriteAsync(context, handle.Submission, form);
                return ExitCode.Done;
            }

            var submissions = context.Client.ListSubmissionsAsync(await context.RequireOrganisationAsync(cancellationToken), context.Arguments.GetValue(state));
            await (form == OutputOption.Json
                ? JsonOutput.WriteAsync(context.Out, submissions, cancellationToken)
                : WriteTableAsync(context, submissions, cancellationToken));
            return ExitCode.Done;
        });
    }

    private static SubmissionState ParseState(System.CommandLine.Parsing.ArgumentResult result)
    {
        var name = result.Tokens[0].Value;
        var state = States.FirstOrDefault(state => string.Equals(state.ToString(), name, StringComparison.OrdinalIgnoreCase));
        if (state == SubmissionState.Unspecified)
            result.AddError($"There is no state '{name}'; it is one of {StateNames}.");
        return state;
    }

    private static async Task WriteTableAsync(
        CommandContext context, IAsyncEnumerable<Submission> submissions, CancellationToken cancellationToken)
    {
        var table = Tables.Create("Submission", "Organisation", "State", "Opened", "Source", "Observations", "Errors", "Release", "Public from");
        await foreach (var submission in submissions.WithCancellation(cancellationToken))
        {
            table.Add(
                submission.SubmissionId,
                submission.Organisation,
                Names.Of(submission.State),
                SubmissionOutput.Instant(submission.OpenedAt),
                submission.SourceName,
                $"{submission.Observations}",
                $"{submission.Errors}",
                submission.Release is { } release ? $"{release.ReleaseId}" : "",
                SubmissionOutput.PublicFrom(submission));
        }

        context.Screen.Write(table);
    }
}
