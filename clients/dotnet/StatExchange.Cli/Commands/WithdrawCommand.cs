using System.CommandLine;

namespace StatExchange.Cli.Commands;

/// <summary>statx withdraw: gives a submission up.</summary>
internal static class WithdrawCommand
{
    private const string Description =
        "Gives up a submission that is not published; its findings stay. Doing it again changes nothing. What is published is taken back by "
        + "withdraw-release.";

    private const string Example = "statx withdraw 0b9f6d0e-6f0f-4b59-9d53-0f6c1c7c2a11 --organisation AM.ARMSTAT";

    public static Command Create()
    {
        var id = SubmissionArgument.Create();
        var organisation = OrganisationOption.Create();
        var reason = ReasonOption.Create();
        var output = OutputOption.Create(OutputOption.Json);
        return new StatxSubcommand("withdraw", Description, Example) { id, organisation, reason, output }.Does(async (context, cancellationToken) =>
        {
            var handle = await context.FindSubmissionAsync(context.Arguments.GetRequiredValue(id), cancellationToken);
            var submission = await handle.WithdrawAsync(context.Arguments.GetValue(reason), cancellationToken);
            await SubmissionOutput.WriteAsync(context, submission, context.Arguments.GetRequiredValue(output));
            return ExitCode.Done;
        });
    }
}
