using System.CommandLine;
using Spectre.Console;
using StatExchange.V1;

namespace StatExchange.Cli.Commands;

/// <summary>statx embargo move: another instant.</summary>
internal static class EmbargoMoveCommand
{
    private const string Description = "Moves the embargo of a submission to another instant in the future.";

    private const string Example = "statx embargo move 0b9f6d0e-6f0f-4b59-9d53-0f6c1c7c2a11 --organisation AM.ARMSTAT --at 2027-01-22T11:00 --zone Asia/Almaty --reason Holiday";

    public static Command Create()
    {
        var id = SubmissionArgument.Create();
        var organisation = OrganisationOption.Create();
        var embargo = new EmbargoOptions(isRequired: true);
        var reason = ReasonOption.Create();
        var output = OutputOption.Create(OutputOption.Json);
        var command = new StatxSubcommand("move", Description, Example) { id, organisation };
        embargo.AddTo(command);
        command.Options.Add(reason);
        command.Options.Add(output);
        return command.Does(async (context, cancellationToken) =>
        {
            var arguments = context.Arguments;
            var handle = await context.FindSubmissionAsync(arguments.GetRequiredValue(id), cancellationToken);

            // What has no embargo would get one: not what was asked for.
            if (handle.Submission.State != SubmissionState.Scheduled)
            {
                context.Messages.WriteLine($"The submission is {Names.Of(handle.Submission.State)} and has no embargo. To give it one: statx {PublishCommand.Name} {handle.Id} --at …{context.OptionFor(context.Organisation)}");
                return ExitCode.NotPossible;
            }

            var submission = await handle.ScheduleAsync(embargo.Read(arguments)!, arguments.GetValue(reason), cancellationToken);
            await SubmissionOutput.WriteAsync(context, submission, arguments.GetRequiredValue(output));
            return ExitCode.Done;
        });
    }
}
