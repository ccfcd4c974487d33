using StatExchange.V1;

namespace StatExchange.Server.Submissions;

/// <summary>
/// Publishes what is scheduled when its instant comes. Every server process has one, and the database decides which of them does it:
/// whatever one leaves undone, another does, or this one when it starts again.
/// </summary>
internal sealed class EmbargoWorker(SubmissionsStore store, TimeProvider time, ILogger<EmbargoWorker> logger) : BackgroundService
{
    // An embargo that another process takes in is noticed after this time; half of the second that a release may take to show.
    private static readonly TimeSpan LongestSleep = TimeSpan.FromMilliseconds(500);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var next = await PublishDueAsync(stoppingToken);
                var sleep = next - time.GetUtcNow().UtcDateTime is { } until && until < LongestSleep ? until : LongestSleep;
                if (sleep > TimeSpan.Zero)
                    await Task.Delay(sleep, time, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // The database is away for now, as a rule. Nothing is lost: what is due stays due.
                logger.LogWarning(exception, "What is due could not be published; trying again");
                await Task.Delay(LongestSleep, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<DateTime?> PublishDueAsync(CancellationToken cancellationToken)
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
