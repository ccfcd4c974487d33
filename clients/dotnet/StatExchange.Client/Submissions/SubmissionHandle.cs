using StatExchange.Client.Files;
using StatExchange.V1;

namespace StatExchange.Client;

/// <summary>One submission and what can be done with it.</summary>
public sealed partial class SubmissionHandle
{
    private readonly SubmissionsService.SubmissionsServiceClient _submissions;
    private readonly CallRunner _runner;

    internal SubmissionHandle(SubmissionsService.SubmissionsServiceClient submissions, CallRunner runner, Submission submission)
    {
        _submissions = submissions;
        _runner = runner;
        Submission = submission;
    }

    /// <summary>The identifier the server gave it.</summary>
    public string Id => Submission.SubmissionId;

    /// <summary>The submission as the last call saw it.</summary>
    public Submission Submission { get; private set; }

    /// <summary>
    /// Uploads series and waits until they are checked. Cut connections are taken up again; what was acknowledged is never sent
    /// twice. Memory stays flat however much is uploaded.
    /// </summary>
    /// <remarks>
    /// To go on after the process itself was restarted, open the submission with the same client token and upload the same series
    /// with the same options: they are batched the same way, and batches that are staged already are not sent again.
    /// </remarks>
    /// <param name="series">The series, taken once and as fast as the server stages them.</param>
    /// <param name="options">How series are batched; left out for the defaults.</param>
    /// <param name="progress">Told of each acknowledgement, in order, on the thread that reads them.</param>
    /// <param name="cancellationToken">Ends the upload; it can be resumed.</param>
    /// <returns>The submission, received, or refused with findings: findings are no exception.</returns>
    /// <exception cref="StatExchangeException">SUBMISSION_STATE when it takes no more batches, or UPLOAD_INCOMPLETE.</exception>
    public Task<Submission> UploadAsync(
        IAsyncEnumerable<StagedSeries> series,
        UploadOptions? options = null,
        IProgress<UploadProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(series);
        return UploadAsync(series.Select(one => new FileContent(one, Fault: null)), options, progress, cancellationToken);
    }

    /// <summary>Uploads what a file states and the faults of the file, which become findings; otherwise as for series.</summary>
    /// <remarks>
    /// When another upload of the same submission completes it first, as when one file is submitted twice at once, that is the outcome.
    /// </remarks>
    /// <param name="content">The content, taken once and as fast as the server stages it.</param>
    /// <param name="options">How it is batched, and where the columns of the file are; left out for the defaults.</param>
    /// <param name="progress">Told of each acknowledgement, in order, on the thread that reads them.</param>
    /// <param name="cancellationToken">Ends the upload; it can be resumed.</param>
    /// <returns>The submission, received, or refused with findings: findings are no exception.</returns>
    /// <exception cref="StatExchangeException">SUBMISSION_STATE when it takes no more batches, or UPLOAD_INCOMPLETE.</exception>
    public async Task<Submission> UploadAsync(
        IAsyncEnumerable<FileContent> content,
        UploadOptions? options = null,
        IProgress<UploadProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        options ??= new UploadOptions();
        await using var batches = UploadBatcher.BatchAsync(content, options, cancellationToken).GetAsyncEnumerator(cancellationToken);
        using var upload = new SeriesUpload(_submissions, _runner, Submission, batches, options, progress);
        return Submission = await upload.RunAsync(cancellationToken);
    }

    /// <summary>Asks the server where the submission stands.</summary>
    /// <param name="cancellationToken">Gives up the call.</param>
    public async Task<Submission> RefreshAsync(CancellationToken cancellationToken = default)
    {
        var response = await _runner.RunAsync(
            token => _submissions.GetSubmissionAsync(new GetSubmissionRequest { SubmissionId = Id }, cancellationToken: token),
            cancellationToken);
        return Submission = response.Submission;
    }

    /// <summary>Findings, in the order of the upload; none is left out. Pages are fetched as they are needed.</summary>
    /// <param name="query">Which ones, and in which language; left out for all, in English.</param>
    public IAsyncEnumerable<Finding> FindingsAsync(FindingQuery? query = null) => Paging.EnumerateAsync(
        (pageToken, cancellationToken) => _runner.RunAsync(
            token => _submissions.ListFindingsAsync(
                (query ?? new FindingQuery()).ToRequest(Id, pageToken), cancellationToken: token),
            cancellationToken),
        page => page.Findings,
        page => page.NextPageToken);

    /// <summary>
    /// Publishes the submission now: all of it becomes visible at once, or nothing does. Repeating the call is safe.
    /// </summary>
    /// <param name="cancellationToken">Gives up waiting; the submission may be published nevertheless.</param>
    /// <returns>The submission with its release.</returns>
    /// <exception cref="SubmissionRefusedException">It has findings that refuse it.</exception>
    /// <exception cref="StatExchangeException">
    /// SUBMISSION_STATE, APPROVAL_REQUIRED, WARNINGS_NOT_JUSTIFIED, NOTHING_TO_MERGE_INTO or DECIMALS_DO_NOT_FIT; nothing is published.
    /// </exception>
    public Task<Submission> PublishAsync(CancellationToken cancellationToken = default) => PublishAsync(reason: null, cancellationToken);

    /// <summary>Publishes as <see cref="PublishAsync(CancellationToken)"/> does, and says why.</summary>
    /// <param name="reason">Why, for the record and the release log; at most 1,000 characters.</param>
    /// <param name="cancellationToken">Gives up waiting; the submission may be published nevertheless.</param>
    /// <returns>The submission with its release.</returns>
    public async Task<Submission> PublishAsync(string? reason, CancellationToken cancellationToken = default)
    {
        var response = await _runner.RunAsync(
            token => _submissions.PublishSubmissionAsync(
                new PublishSubmissionRequest { SubmissionId = Id, Reason = reason ?? "" }, cancellationToken: token),
            cancellationToken);
        return Submission = response.Submission;
    }

    /// <summary>
    /// Justifies warnings, so that the submission may be published: the text is kept for good with the figures concerned, and whoever
    /// queries them sees it. A warning that is justified already takes the new text.
    /// </summary>
    /// <param name="justification">Which warnings, and why the figures are right nevertheless.</param>
    /// <param name="cancellationToken">Gives up waiting; the warnings may be justified nevertheless.</param>
    /// <returns>Number of warnings that took the text.</returns>
    /// <exception cref="StatExchangeException">SUBMISSION_STATE: it is not received.</exception>
    public async Task<long> JustifyAsync(WarningJustification justification, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(justification);
        var response = await _runner.RunAsync(
            token => _submissions.JustifyWarningsAsync(justification.ToRequest(Id), cancellationToken: token), cancellationToken);
        Submission = response.Submission;
        return response.Justified;
    }

    /// <summary>The outcome of the validation, rule by rule, of the same shape whether the submission passes or fails.</summary>
    /// <param name="language">Language of the words, "en" or "ru"; left out for English.</param>
    /// <param name="cancellationToken">Gives up the call.</param>
    public async Task<GetValidationReportResponse> GetReportAsync(string? language = null, CancellationToken cancellationToken = default)
    {
        var request = new GetValidationReportRequest { SubmissionId = Id, Language = language ?? "" };
        var response = await _runner.RunAsync(
            token => _submissions.GetValidationReportAsync(request, cancellationToken: token), cancellationToken);
        Submission = response.Submission;
        return response;
    }

    /// <summary>Gives the submission up: its figures are dropped, its record and findings stay. Repeating the call is safe.</summary>
    /// <param name="cancellationToken">Gives up waiting; the submission may be withdrawn nevertheless.</param>
    /// <exception cref="StatExchangeException">SUBMISSION_STATE: it is published; <see cref="StatExchangeClient.WithdrawReleaseAsync"/> undoes that.</exception>
    public Task<Submission> WithdrawAsync(CancellationToken cancellationToken = default) => WithdrawAsync(reason: null, cancellationToken);

    /// <summary>Gives the submission up as <see cref="WithdrawAsync(CancellationToken)"/> does, and says why.</summary>
    /// <param name="reason">Why, for the record; at most 1,000 characters.</param>
    /// <param name="cancellationToken">Gives up waiting; the submission may be withdrawn nevertheless.</param>
    public async Task<Submission> WithdrawAsync(string? reason, CancellationToken cancellationToken = default)
    {
        var response = await _runner.RunAsync(
            token => _submissions.WithdrawSubmissionAsync(
                new WithdrawSubmissionRequest { SubmissionId = Id, Reason = reason ?? "" }, cancellationToken: token),
            cancellationToken);
        return Submission = response.Submission;
    }
}
