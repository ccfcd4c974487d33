using System.CommandLine;

namespace StatExchange.Cli.Commands;

/// <summary>statx approve: a second person's word.</summary>
internal static class ApproveCommand
{
    public const string Name = "approve";

    private const string Description =
        "Approves a received submission, as a second person: not one who opened it or justified its warnings. Doing it again changes nothing.";

    private const string Example = "statx approve 0b9f6d0e-6f0f-4b59-9d53-0f6c1c7c2a11 --organisation AM.ARMSTAT --person Serikova";

    public static Command Create()
    {
        var id = SubmissionArgument.Create();
        var organisation = OrganisationOption.Create();
        var reason = ReasonOption.Create();
        var output = OutputOption.Create(OutputOption.Json);
        return new StatxSubcommand(Name, Description, Example) { id, organisation, reason, output }.Does(async (context, cancellationToken) =>
        {
            var handle = await context.FindSubmissionAsync(context.Arguments.GetRequiredValue(id), cancellationToken);
            var submission = await handle.ApproveAsync(context.Arguments.GetValue(reason), cancellationToken);
            await SubmissionOutput.WriteAsync(context, submission, context.Arguments.GetRequiredValue(output));
            return ExitCode.Done;
        });
    }
}
