using StatExchange.Server.Hosting;

namespace StatExchange.Server.Releases;

/// <summary>Shows observations to everybody when their embargo has passed.</summary>
internal sealed class ObservationEmbargoWorker(ReleasesStore store, TimeProvider time, ILogger<ObservationEmbargoWorker> logger) : InstantWorker(time, logger)
{
    /// <inheritdoc/>
    protected override async Task<DateTime?> DoDueAsync(CancellationToken cancellationToken)
    {
        var (due, next) = await store.FindPassedEmbargoesAsync(cancellationToken);
        foreach (var organisation in due)
        {
            try
            {
                if (await store.LiftEmbargoesAsync(organisation, cancellationToken) is { } release)
                    logger.LogInformation("Release {ReleaseId} lifts embargoes of {Organisation}", release.ReleaseId, organisation);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // The others do not wait for it.
                logger.LogWarning(exception, "Embargoes of {Organisation} could not be lifted; trying again", organisation);
            }
        }

        return next;
    }
}
