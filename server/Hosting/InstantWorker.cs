namespace StatExchange.Server.Hosting;

/// <summary>
/// Does what is due when its instant comes. Every server process has one of each kind, and the database decides which of them does
/// it: whatever one leaves undone, another does, or this one when it starts again.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="logger">Where failures are told.</param>
internal abstract class InstantWorker(TimeProvider time, ILogger logger) : BackgroundService
{
    // What another process takes in is noticed after this time; half of the second that a release may take to show.
    private static readonly TimeSpan LongestSleep = TimeSpan.FromMilliseconds(500);

    /// <summary>Does what is due.</summary>
    /// <returns>The next instant to come; null when none is known.</returns>
    protected abstract Task<DateTime?> DoDueAsync(CancellationToken cancellationToken);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var next = await DoDueAsync(stoppingToken);
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
                logger.LogWarning(exception, "What is due could not be done; trying again");
                await Task.Delay(LongestSleep, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
