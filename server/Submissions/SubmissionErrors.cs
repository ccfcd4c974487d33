using System.Globalization;
using Google.Protobuf.Reflection;
using StatExchange.Server.Errors;
using StatExchange.Server.Submissions.Life;
using StatExchange.V1;

namespace StatExchange.Server.Submissions;

/// <summary>The failures of submissions, and the checks that raise them.</summary>
internal static class SubmissionErrors
{
    /// <summary>No such submission.</summary>
    public static ExchangeException NotFound(string submissionId) =>
        new(ErrorReason.SubmissionNotFound, $"There is no submission '{submissionId}'.", ("submission_id", submissionId));

    /// <summary>A batch does not follow the last staged one.</summary>
    public static ExchangeException BatchOutOfOrder(int expected, int received) => new(
        ErrorReason.BatchOutOfOrder,
        $"Batch {expected} is expected, but batch {received} came. Upload again from batch {expected}.",
        ("expected", Text(expected)), ("received", Text(received)));

    /// <summary>Requires the state that a call needs.</summary>
    public static void RequireState(SubmissionRecord submission, params ReadOnlySpan<SubmissionState> allowed)
    {
        if (!allowed.Contains(submission.State))
            throw WrongState(submission);
    }

    /// <summary>The state of the submission does not allow the call.</summary>
    public static ExchangeException WrongState(SubmissionRecord submission)
    {
        var actions = SubmissionLife.Possible(submission).Select(ActionName).ToList();
        var possible = actions.Count > 0 ? string.Join(", ", actions) : "GET";
        var state = submission.State.ToString().ToUpperInvariant();
        return new ExchangeException(
            ErrorReason.SubmissionState,
            $"The submission is {state}{(submission.DryRun ? ", validated only" : string.Empty)}; what is possible now: {possible}.",
            ("submission_id", submission.SubmissionId.ToString()), ("state", state), ("possible", possible));
    }

    /// <summary>The organisation's policy asks for an approval that the submission has not.</summary>
    public static ExchangeException ApprovalRequired(SubmissionRecord submission) => new(
        ErrorReason.ApprovalRequired,
        $"{submission.Organisation} publishes only what a second person has approved. Let a colleague approve the submission.",
        ("submission_id", submission.SubmissionId.ToString()), ("organisation", submission.Organisation));

    /// <summary>The person may not approve the submission.</summary>
    public static ExchangeException ApproverNotAllowed(SubmissionRecord submission, string person, IReadOnlyList<string> people) => new(
        ErrorReason.ApproverNotAllowed,
        person.Length == 0
            ? "The call does not say who approves. State the person in the call's metadata."
            : people.Contains(string.Empty)
            ? "Somebody who did not say who it was had a hand in this submission: nobody can be known to be another person. Send it anew."
            : $"{person} had a hand in this submission; an approval needs another person.",
        ("submission_id", submission.SubmissionId.ToString()), ("person", person));

    /// <summary>Requires that what was staged is what was sent.</summary>
    public static void RequireComplete(SubmissionRecord submission, int batches, long observations)
    {
        if (submission.LastBatch == batches && submission.Observations == observations)
            return;
        throw new ExchangeException(
            ErrorReason.UploadIncomplete,
            $"{observations} observations in {batches} batches were announced, but {submission.Observations} in {submission.LastBatch} are staged. Withdraw the submission and send the file anew.",
            ("announced_batches", Text(batches)), ("staged_batches", Text(submission.LastBatch)),
            ("announced_observations", Text(observations)), ("staged_observations", Text(submission.Observations)));
    }

    /// <summary>The submission has findings that refuse it.</summary>
    public static ExchangeException HasErrors(SubmissionRecord submission) => new(
        ErrorReason.SubmissionHasErrors,
        $"The submission has {submission.Errors} errors. List its findings, correct the file and submit it anew.",
        ("submission_id", submission.SubmissionId.ToString()), ("errors", Text(submission.Errors)));

    /// <summary>The submission has warnings that nobody has justified.</summary>
    public static ExchangeException NotJustified(SubmissionRecord submission) => new(
        ErrorReason.WarningsNotJustified,
        $"The submission has {submission.UnjustifiedWarnings} warnings without a justification. Correct the file and submit it anew, or justify them.",
        ("submission_id", submission.SubmissionId.ToString()), ("warnings", Text(submission.UnjustifiedWarnings)));

    // "PUBLISH" of SUBMISSION_ACTION_PUBLISH.
    private static string ActionName(SubmissionAction action) => SubmissionsServiceReflection.Descriptor
        .FindTypeByName<EnumDescriptor>(nameof(SubmissionAction)).FindValueByNumber((int)action).Name["SUBMISSION_ACTION_".Length..];

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
