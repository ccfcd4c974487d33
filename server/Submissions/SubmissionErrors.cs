using System.Globalization;
using StatExchange.Server.Errors;
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
        var possible = submission.State switch
        {
            SubmissionState.Open => "UPLOAD, WITHDRAW",
            SubmissionState.Received when submission.DryRun => "LIST_FINDINGS, WITHDRAW",
            SubmissionState.Received => "PUBLISH, JUSTIFY_WARNINGS, WITHDRAW",
            SubmissionState.Refused => "LIST_FINDINGS, WITHDRAW",
            _ => "GET",
        };
        var state = submission.State.ToString().ToUpperInvariant();
        return new ExchangeException(
            ErrorReason.SubmissionState,
            $"The submission is {state}{(submission.DryRun ? ", validated only" : string.Empty)}; what is possible now: {possible}.",
            ("submission_id", submission.SubmissionId.ToString()), ("state", state), ("possible", possible));
    }

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

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
