namespace StatExchange.Server.Releases.Receipts;

/// <summary>
/// Makes the receipts of releases after they are published, so that no publication waits for them. Every server process has one, and
/// the database decides which of them does it; whoever asks for a receipt that is still missing has it made at once.
/// </summary>
internal sealed class ReceiptWorker(ReceiptsStore store, ReceiptMaker receipts, TimeProvider time, ILogger<ReceiptWorker> logger) : BackgroundService
{
    // A receipt that is a second late is no harm, and looking costs one index.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await MakeMissingAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // The database is away for now, as a rule. What is missing stays so until it is made.
                logger.LogWarning(exception, "Receipts could not be made; trying again");
            }

            await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task MakeMissingAsync(CancellationToken cancellationToken)
    {
        if ((await store.ListMissingAsync(organisation: null, 1, cancellationToken)).Count == 0)
            return;
        await using var turn = await store.TryBeginAsync(cancellationToken);
        if (turn is null)
            return;
        await receipts.MakeMissingAsync(organisation: null, cancellationToken);
    }
}
