using StatExchange.V1;
using static StatExchange.V1.SubmissionAction;
using static StatExchange.V1.SubmissionState;

namespace StatExchange.Server.Submissions.Life;

/// <summary>The life of a submission: every legal transition, and nothing that is not here happens.</summary>
internal static class SubmissionLife
{
    /// <summary>The table.</summary>
    public static IReadOnlyList<SubmissionStep> Steps { get; } =
    [
        new(Open, Received, Upload, "the upload ends; no error refuses it"),
        new(Open, Refused, Upload, "the upload ends with errors"),
        new(Open, Withdrawn, Withdraw, "the organisation gives it up"),
        new(Received, Refused, SubmissionAction.Unspecified, "the rules on the content are applied again after other releases, and find errors"),
        new(Received, Approved, Approve, "a second person approves it"),
        new(Received, Scheduled, Schedule, "it gets an embargo"),
        new(Received, Published, Publish, "it is published"),
        new(Received, Superseded, Replace, "another submission that replaces it is scheduled or published"),
        new(Received, Withdrawn, Withdraw, "the organisation gives it up"),
        new(Refused, Withdrawn, Withdraw, "the organisation puts it aside"),
        new(Approved, Received, SubmissionAction.Unspecified, "the rules on the content are applied again, and find what was not approved"),
        new(Approved, Refused, SubmissionAction.Unspecified, "the rules on the content are applied again, and find errors"),
        new(Approved, Scheduled, Schedule, "it gets an embargo"),
        new(Approved, Published, Publish, "it is published"),
        new(Approved, Superseded, Replace, "another submission that replaces it is scheduled or published"),
        new(Approved, Withdrawn, Withdraw, "the organisation gives it up"),
        new(Scheduled, Scheduled, Schedule, "the embargo is moved"),
        new(Scheduled, Received, CancelEmbargo, "the embargo is cancelled, or it cannot be published at its instant; nobody had approved it"),
        new(Scheduled, Approved, CancelEmbargo, "the embargo is cancelled, or it cannot be published at its instant; it had been approved"),
        new(Scheduled, Published, SubmissionAction.Unspecified, "the instant of the embargo comes"),
        new(Scheduled, Superseded, Replace, "another submission that replaces it is scheduled or published"),
        new(Scheduled, Withdrawn, Withdraw, "the organisation gives it up"),
        new(Published, Superseded, Replace, "another submission that replaces it is published"),
        new(Published, Withdrawn, WithdrawRelease, "its release is withdrawn"),
        new(Superseded, Withdrawn, WithdrawRelease, "its release is withdrawn"),
    ];

    /// <summary>Whether a transition is legal.</summary>
    public static bool Allows(SubmissionState from, SubmissionState to) => Steps.Any(step => step.From == from && step.To == to);

    /// <summary>What can be done with a submission now.</summary>
    public static IReadOnlyList<SubmissionAction> Possible(SubmissionRecord submission)
    {
        var actions = Steps.Where(step => step.From == submission.State && step.Action != SubmissionAction.Unspecified).Select(step => step.Action);
        if (submission.State != Open)
            actions = actions.Append(ListFindings);
        if (submission.State == Received)
            actions = actions.Append(JustifyWarnings);
        if (submission.State is Received or Approved or Scheduled)
            actions = actions.Append(Preview);
        if (submission.DryRun)
            actions = actions.Where(action => action is Upload or ListFindings or Withdraw);

        // Superseded before it was published: there is no release to withdraw.
        if (submission.Release is null)
            actions = actions.Where(action => action != WithdrawRelease);
        return [.. actions.Distinct().Order()];
    }
}
