using StatExchange.V1;

namespace StatExchange.Client;

public sealed partial class StatExchangeClient
{
    /// <summary>
    /// Opens a submission, or finds the one that the same organisation opened with the same client token before, in whatever state
    /// it is in by now. Repeating the call is safe.
    /// </summary>
    /// <param name="opening">Who submits, and what from.</param>
    /// <param name="cancellationToken">Gives up the call.</param>
    /// <exception cref="StatExchangeException">
    /// ORGANISATION_NOT_FOUND, DATAFLOW_NOT_FOUND, CLIENT_TOKEN_REUSED, MAPPING_NOT_FOUND, PROFILE_NOT_FOUND or PERIOD_INVALID.
    /// </exception>
    public async Task<SubmissionHandle> OpenSubmissionAsync(SubmissionOpening opening, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(opening);
        var request = opening.ToRequest();
        var response = await _runner.RunAsync(
            token => _submissions.OpenSubmissionAsync(request, cancellationToken: token), cancellationToken);
        return new SubmissionHandle(_submissions, _runner, response.Submission);
    }

    /// <summary>Finds a submission.</summary>
    /// <param name="submissionId">Its identifier.</param>
    /// <param name="cancellationToken">Gives up the call.</param>
    /// <exception cref="StatExchangeException">SUBMISSION_NOT_FOUND.</exception>
    public async Task<SubmissionHandle> GetSubmissionAsync(string submissionId, CancellationToken cancellationToken = default)
    {
        var handle = new SubmissionHandle(_submissions, _runner, new Submission { SubmissionId = submissionId });
        await handle.RefreshAsync(cancellationToken);
        return handle;
    }

    /// <summary>Submissions, the latest opened first. Pages are fetched as they are needed.</summary>
    /// <param name="organisation">Only those of this organisation; left out for all.</param>
    /// <param name="state">Only those in this state; unspecified for all.</param>
    public IAsyncEnumerable<Submission> ListSubmissionsAsync(
        string? organisation = null, SubmissionState state = SubmissionState.Unspecified) => Paging.EnumerateAsync(
        (pageToken, cancellationToken) => _runner.RunAsync(
            token => _submissions.ListSubmissionsAsync(
                new ListSubmissionsRequest { Organisation = organisation ?? "", State = state, PageToken = pageToken },
                cancellationToken: token),
            cancellationToken),
        page => page.Submissions,
        page => page.NextPageToken);
}
