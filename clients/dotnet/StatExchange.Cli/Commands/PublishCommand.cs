using System.CommandLine;

namespace StatExchange.Cli.Commands;

/// <summary>statx publish: makes a received submission visible.</summary>
internal static class PublishCommand
{
    private const string Description =
        "Publishes a received submission: all of it becomes visible at once, or nothing does. Doing it again changes nothing.";

    private const string Example = "statx publish 0b9f6d0e-6f0f-4b59-9d53-0f6c1c7c2a11 --organisation AM.ARMSTAT";

    public static Command Create()
    {
        var id = SubmissionArgument.Create();
        var organisation = OrganisationOption.Create();
        var output = OutputOption.Create(OutputOption.Json);
        return new StatxSubcommand("publish", Description, Example) { id, organisation, output }.Does(async (context, cancellationToken) =>
        {
            var handle = await context.FindSubmissionAsync(context.Arguments.GetRequiredValue(id), cancellationToken);
            var submission = await handle.PublishAsync(cancellationToken);
            await SubmissionOutput.WriteAsync(context, submission, context.Arguments.GetRequiredValue(output));
            return ExitCode.Done;
        });
    }
}
