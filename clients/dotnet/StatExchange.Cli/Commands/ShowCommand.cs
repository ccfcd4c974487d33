using System.CommandLine;

namespace StatExchange.Cli.Commands;

/// <summary>statx show: a submission and what happened to it.</summary>
internal static class ShowCommand
{
    private const string Description =
        "Shows a submission, all that happened to it (who, when, why), and what can be done with it now.";

    private const string Example = "statx show 0b9f6d0e-6f0f-4b59-9d53-0f6c1c7c2a11 --organisation AM.ARMSTAT";

    public static Command Create()
    {
        var id = SubmissionArgument.Create();
        var organisation = OrganisationOption.Create();
        var output = OutputOption.Create(OutputOption.Json);
        return new StatxSubcommand("show", Description, Example) { id, organisation, output }.Does(async (context, cancellationToken) =>
        {
            var handle = await context.FindSubmissionAsync(context.Arguments.GetRequiredValue(id), cancellationToken);
            await SubmissionLifeOutput.WriteAsync(
                context, await handle.GetLifeAsync(cancellationToken), context.Arguments.GetRequiredValue(output));
            return ExitCode.Done;
        });
    }
}
