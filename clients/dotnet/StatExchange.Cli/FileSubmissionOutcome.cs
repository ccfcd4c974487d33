using StatExchange.Cli.Commands;
using StatExchange.V1;

namespace StatExchange.Cli;

/// <summary>Says how the submission or validation of a file ended, and what comes next.</summary>
internal static class FileSubmissionOutcome
{
    /// <summary>Tells people.</summary>
    /// <returns>The exit code.</returns>
    public static int Tell(CommandContext context, Submission submission, bool wasToPublish)
    {
        if (submission is { DryRun: true, State: SubmissionState.Received or SubmissionState.Refused })
            return TellValidated(context, submission);
        switch (submission.State)
        {
            case SubmissionState.Refused:
                context.Remark("Refused. Correct the file and submit it again.");
                return ExitCode.Refused;
            case SubmissionState.Received when submission.UnjustifiedWarnings > 0:
                context.Remark(
                    $"Received, but {Warnings(submission)}. Correct the file and submit it again, or say why the figures are right: "
                    + $"statx {JustifyCommand.Name} {submission.SubmissionId}{context.OptionFor(submission.Organisation)} --text …");
                return wasToPublish ? ExitCode.Refused : ExitCode.Done;
            case SubmissionState.Received:
                var errors = submission.Errors == 0 ? "without errors" : $"without the {submission.ObservationsLeftOut} observations left out";
                context.Remark($"Received {errors}. To publish it: statx publish {submission.SubmissionId}{context.OptionFor(submission.Organisation)}");
                return ExitCode.Done;
            case SubmissionState.Approved:
                context.Remark($"Approved. To publish it: statx {PublishCommand.Name} {submission.SubmissionId}{context.OptionFor(submission.Organisation)}");
                return ExitCode.Done;
            case SubmissionState.Scheduled:
                context.Remark($"Scheduled: it becomes public at {SubmissionOutput.PublicFrom(submission)}.");
                return ExitCode.Done;
            case SubmissionState.Published:
                context.Remark($"Published as release {submission.Release.ReleaseId}. {ReceiptOutput.HintFor(submission.Release.ReleaseId)}");
                return ExitCode.Done;
            default:
                context.Remark($"The submission is {submission.State.ToString().ToLowerInvariant()}. To submit the file anew: --new.");
                return ExitCode.NotPossible;
        }
    }

    /// <summary>Tells people that it waits for a second person.</summary>
    /// <returns>The exit code.</returns>
    public static int TellWithoutApproval(CommandContext context, Submission submission)
    {
        context.Remark(
            $"Received, but {submission.Organisation} publishes only what a second person has approved. Let a colleague approve it: "
            + $"statx {ApproveCommand.Name} {submission.SubmissionId}{context.OptionFor(submission.Organisation)}");
        return ExitCode.NotPossible;
    }

    private static int TellValidated(CommandContext context, Submission submission)
    {
        if (submission.Errors > 0)
        {
            context.Remark("There are errors. Nothing was submitted.");
            return ExitCode.Refused;
        }

        context.Remark(submission.UnjustifiedWarnings > 0
            ? $"There are no errors, but {Warnings(submission)}. Nothing was submitted."
            : "There are no errors. Nothing was submitted.");
        return ExitCode.Done;
    }

    private static string Warnings(Submission submission) => submission.UnjustifiedWarnings == 1
        ? "1 warning needs a justification before it may be published"
        : $"{submission.UnjustifiedWarnings} warnings need a justification before it may be published";
}
