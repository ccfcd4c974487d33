using StatExchange.V1;

namespace StatExchange.Client;

/// <content>What happens to a submission beside its upload and publication.</content>
public sealed partial class SubmissionHandle
{
    /// <summary>The submission, all that happened to it, in order, and what can be done with it now.</summary>
    /// <param name="cancellationToken">Gives up the call.</param>
    public async Task<GetSubmissionResponse> GetLifeAsync(CancellationToken cancellationToken = default)
    {
        var response = await _runner.RunAsync(
            token => _submissions.GetSubmissionAsync(new GetSubmissionRequest { SubmissionId = Id }, cancellationToken: token),
            cancellationToken);
        Submission = response.Submission;
        return response;
    }

    /// <summary>
    /// What publishing the submission now would change, against the figures as they are now. Nothing is published.
    /// </summary>
    /// <param name="summaryOnly">Only the summary: the changes are counted and not sent.</param>
    /// <param name="language">Language of the words of findings, "en" or "ru"; left out for English.</param>
    /// <param name="cancellationToken">Gives up before the preview begins.</param>
    /// <returns>The preview, begun: changes and summary are read from it.</returns>
    /// <exception cref="StatExchangeException">SUBMISSION_STATE, NOTHING_TO_MERGE_INTO or DECIMALS_DO_NOT_FIT.</exception>
    public Task<SubmissionPreview> PreviewAsync(
        bool summaryOnly = false, string? language = null, CancellationToken cancellationToken = default)
    {
        var request = new PreviewSubmissionRequest { SubmissionId = Id, SummaryOnly = summaryOnly, Language = language ?? "" };
        return SubmissionPreview.BeginAsync(
            _runner, () => _submissions.PreviewSubmission(request), summary => Submission = summary.Submission, cancellationToken);
    }

    /// <summary>
    /// Approves the submission, as the person that the client's options name: not one who opened it or justified its warnings.
    /// Repeating the call is safe.
    /// </summary>
    /// <param name="reason">Why, for the record; at most 1,000 characters.</param>
    /// <param name="cancellationToken">Gives up waiting; the submission may be approved nevertheless.</param>
    /// <exception cref="StatExchangeException">APPROVER_NOT_ALLOWED, SUBMISSION_STATE or WARNINGS_NOT_JUSTIFIED.</exception>
    public async Task<Submission> ApproveAsync(string? reason = null, CancellationToken cancellationToken = default)
    {
        var request = new ApproveSubmissionRequest { SubmissionId = Id, Reason = reason ?? "" };
        var response = await _runner.RunAsync(
            token => _submissions.ApproveSubmissionAsync(request, cancellationToken: token), cancellationToken);
        return Submission = response.Submission;
    }

    /// <summary>
    /// Schedules the submission to become public at an instant, all of it at once and not before, or moves its embargo. Until then
    /// nobody else learns of it. Repeating the call is safe.
    /// </summary>
    /// <param name="time">When: a <see cref="DateTimeOffset"/>, or <see cref="EmbargoTime.Local"/>.</param>
    /// <param name="reason">Why, for the record; at most 1,000 characters.</param>
    /// <param name="cancellationToken">Gives up waiting; the submission may be scheduled nevertheless.</param>
    /// <returns>The submission with its embargo.</returns>
    /// <exception cref="StatExchangeException">
    /// EMBARGO_INVALID, SUBMISSION_STATE, APPROVAL_REQUIRED, WARNINGS_NOT_JUSTIFIED, NOTHING_TO_MERGE_INTO or DECIMALS_DO_NOT_FIT.
    /// </exception>
    public async Task<Submission> ScheduleAsync(EmbargoTime time, string? reason = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(time);
        var request = time.ToRequest(Id, reason);
        var response = await _runner.RunAsync(token => _submissions.ScheduleSubmissionAsync(request, cancellationToken: token), cancellationToken);
        return Submission = response.Submission;
    }

    /// <summary>Cancels the embargo: the submission is received or approved again, as it was. Repeating the call is safe.</summary>
    /// <param name="reason">Why, for the record; at most 1,000 characters.</param>
    /// <param name="cancellationToken">Gives up waiting; the embargo may be cancelled nevertheless.</param>
    /// <exception cref="StatExchangeException">SUBMISSION_STATE: it is published, for example.</exception>
    public async Task<Submission> CancelEmbargoAsync(string? reason = null, CancellationToken cancellationToken = default)
    {
        var request = new CancelEmbargoRequest { SubmissionId = Id, Reason = reason ?? "" };
        var response = await _runner.RunAsync(token => _submissions.CancelEmbargoAsync(request, cancellationToken: token), cancellationToken);
        return Submission = response.Submission;
    }
}
