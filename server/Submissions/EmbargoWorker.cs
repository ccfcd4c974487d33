using StatExchange.Server.Hosting;
using StatExchange.V1;

namespace StatExchange.Server.Submissions;

/// <summary>Publishes what is scheduled when its instant comes.</summary>
internal sealed class EmbargoWorker(SubmissionsStore store, TimeProvider time, ILogger<EmbargoWorker> logger) : InstantWorker(time, logger)
{
    /// <inheritdoc/>
    protected override async Task<DateTime?> DoDueAsync(CancellationToken cancellationToken)
    {
        var (due, next) = await store.FindDueAsync(cancellationToken);
        foreach (var submissionId in due)
        {
            SubmissionRecord? submission;
            try
            {
                submission = await store.PublishDueAsync(submissionId, cancellationToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // The others do not wait for it.
                logger.LogWarning(exception, "Submission {SubmissionId} could not be published; trying again", submissionId);
                continue;
            }

            if (submission is null)
                continue;
            if (submission.State == SubmissionState.Published)
                logger.LogInformation("Release {ReleaseId} of {Organisation} at the instant of its embargo", submission.Release!.ReleaseId, submission.Organisation);
            else
                logger.LogWarning("Submission {SubmissionId} of {Organisation} could not be published at its instant", submissionId, submission.Organisation);
        }

        return next;
    }
}
