using Npgsql;

namespace StatExchange.Server.Audit;

/// <summary>Tells those who watch the trail that there may be new entries, whichever server process made them.</summary>
internal sealed class AuditFollower(AuditStore store, TimeProvider time, ILogger<AuditFollower> logger) : BackgroundService
{
    // Bounds how late an entry shows when a notification is lost or the connection is being made anew.
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(5);

    private TaskCompletionSource _next = NewSignal();

    /// <summary>Completes when there may be entries that were not there when it was asked for.</summary>
    public Task NextAsync => Volatile.Read(ref _next).Task;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var connection = await store.ListenAsync(stoppingToken);
                while (true)
                {
                    Signal();
                    await connection.WaitAsync(LongestSilence, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) when (exception is NpgsqlException or IOException)
            {
                logger.LogWarning(exception, "Cannot follow the audit trail for now; trying again");
                Signal();
                await Task.Delay(LongestSilence, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private void Signal() => Interlocked.Exchange(ref _next, NewSignal()).TrySetResult();

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
