using System.CommandLine;

namespace StatExchange.Cli.Commands;

/// <summary>statx publish: makes a submission visible, now or at an instant.</summary>
internal static class PublishCommand
{
    public const string Name = "publish";

    private const string Description =
        "Publishes a received or approved submission, now or at an instant: all of it becomes visible at once, or nothing does. Doing it again "
        + "changes nothing.";

    private static readonly string[] Examples =
    [
        "statx publish 0b9f6d0e-6f0f-4b59-9d53-0f6c1c7c2a11 --organisation AM.ARMSTAT",
        "statx publish 0b9f6d0e-6f0f-4b59-9d53-0f6c1c7c2a11 --organisation AM.ARMSTAT --at 2027-01-15T11:00 --zone Asia/Almaty",
    ];

    public static Command Create()
    {
        var id = SubmissionArgument.Create();
        var organisation = OrganisationOption.Create();
        var embargo = new EmbargoOptions();
        var reason = ReasonOption.Create();
        var output = OutputOption.Create(OutputOption.Json);
        var command = new StatxSubcommand(Name, Description, Examples) { id, organisation };
        embargo.AddTo(command);
        command.Options.Add(reason);
        command.Options.Add(output);
        return command.Does(async (context, cancellationToken) =>
        {
            var arguments = context.Arguments;
            var handle = await context.FindSubmissionAsync(arguments.GetRequiredValue(id), cancellationToken);
            var submission = embargo.Read(arguments) is { } time
                ? await handle.ScheduleAsync(time, arguments.GetValue(reason), cancellationToken)
                : await handle.PublishAsync(arguments.GetValue(reason), cancellationToken);
            await SubmissionOutput.WriteAsync(context, submission, arguments.GetRequiredValue(output));
            if (submission.Release is { } release)
                context.Remark(ReceiptOutput.HintFor(release.ReleaseId));
            return ExitCode.Done;
        });
    }
}
