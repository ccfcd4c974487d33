using StatExchange.V1;

namespace StatExchange.Client;

public sealed partial class StatExchangeClient
{
    /// <summary>
    /// Opens a submission, or finds the one that the same organisation opened with the same client token before, in whatever state
    /// it is in by now. Repeating the call is safe.
    /// </summary>
    /// <param name="opening">Who submits, and what from. The client acts for that organisation in all that is done with the submission.</param>
    /// <param name="cancellationToken">Gives up the call.</param>
    /// <exception cref="StatExchangeException">
    /// ORGANISATION_NOT_FOUND, NOT_ALLOWED, DATAFLOW_NOT_FOUND, CLIENT_TOKEN_REUSED, MAPPING_NOT_FOUND, PROFILE_NOT_FOUND or PERIOD_INVALID.
    /// </exception>
    public async Task<SubmissionHandle> OpenSubmissionAsync(SubmissionOpening opening, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(opening);
        var request = opening.ToRequest();
        var submissions = SubmissionsOf(opening.Organisation);
        var response = await _runner.RunAsync(
            token => submissions.OpenSubmissionAsync(request, cancellationToken: token), cancellationToken);
        return new SubmissionHandle(submissions, _runner, response.Submission);
    }

    /// <summary>Finds a submission of <see cref="StatExchangeClientOptions.Organisation"/>.</summary>
    /// <param name="submissionId">Its identifier.</param>
    /// <param name="cancellationToken">Gives up the call.</param>
    /// <exception cref="StatExchangeException">
    /// SUBMISSION_NOT_FOUND, also when it is another organisation's; CALLER_UNKNOWN when the options name no organisation.
    /// </exception>
    public async Task<SubmissionHandle> GetSubmissionAsync(string submissionId, CancellationToken cancellationToken = default)
    {
        var handle = new SubmissionHandle(SubmissionsOf(_caller.Organisation), _runner, new Submission { SubmissionId = submissionId });
        await handle.RefreshAsync(cancellationToken);
        return handle;
    }

    /// <summary>The submissions of one organisation, the latest opened first. Pages are fetched as they are needed.</summary>
    /// <param name="organisation">The organisation; left out for <see cref="StatExchangeClientOptions.Organisation"/>.</param>
    /// <param name="state">Only those in this state; unspecified for all.</param>
    public IAsyncEnumerable<Submission> ListSubmissionsAsync(
        string? organisation = null, SubmissionState state = SubmissionState.Unspecified)
    {
        var submissions = SubmissionsOf(organisation ?? _caller.Organisation);
        return Paging.EnumerateAsync(
            (pageToken, cancellationToken) => _runner.RunAsync(
                token => submissions.ListSubmissionsAsync(
                    new ListSubmissionsRequest { Organisation = organisation ?? "", State = state, PageToken = pageToken },
                    cancellationToken: token),
                cancellationToken),
            page => page.Submissions,
            page => page.NextPageToken);
    }

    private SubmissionsService.SubmissionsServiceClient SubmissionsOf(string? organisation) => new(_caller.ActingFor(organisation));
}
