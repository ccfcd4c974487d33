using System.CommandLine;

namespace StatExchange.Cli.Commands;

/// <summary>statx embargo cancel: no instant any more.</summary>
internal static class EmbargoCancelCommand
{
    private const string Description =
        "Cancels the embargo of a submission, which is received or approved again, as it was. Doing it again changes nothing.";

    private const string Example = "statx embargo cancel 0b9f6d0e-6f0f-4b59-9d53-0f6c1c7c2a11 --organisation AM.ARMSTAT --reason Error";

    public static Command Create()
    {
        var id = SubmissionArgument.Create();
        var organisation = OrganisationOption.Create();
        var reason = ReasonOption.Create();
        var output = OutputOption.Create(OutputOption.Json);
        return new StatxSubcommand("cancel", Description, Example) { id, organisation, reason, output }.Does(async (context, cancellationToken) =>
        {
            var handle = await context.FindSubmissionAsync(context.Arguments.GetRequiredValue(id), cancellationToken);
            var submission = await handle.CancelEmbargoAsync(context.Arguments.GetValue(reason), cancellationToken);
            await SubmissionOutput.WriteAsync(context, submission, context.Arguments.GetRequiredValue(output));
            return ExitCode.Done;
        });
    }
}
