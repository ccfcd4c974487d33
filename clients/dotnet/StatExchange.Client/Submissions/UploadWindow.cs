using StatExchange.V1;

namespace StatExchange.Client;

/// <summary>
/// The batches that were sent and are not acknowledged, to be sent again after a cut. One side adds, another acknowledges.
/// </summary>
internal sealed class UploadWindow(int size) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Queue<UploadBatch> _unacknowledged = new();
    private readonly SemaphoreSlim _room = new(size, size);

    /// <summary>The last batch that is known to survive a crash; 0 when none is.</summary>
    public int LastAcknowledged { get; private set; }

    /// <summary>Waits until a batch may be added, and keeps its place free.</summary>
    public Task ReserveAsync(CancellationToken cancellationToken) => _room.WaitAsync(cancellationToken);

    /// <summary>Gives a reserved place back.</summary>
    public void Release() => _room.Release();

    /// <summary>Adds a batch in a reserved place, unless it is acknowledged already.</summary>
    /// <returns>Whether the batch is to be sent.</returns>
    public bool TryAdd(UploadBatch batch)
    {
        lock (_lock)
        {
            if (batch.Number > LastAcknowledged)
            {
                _unacknowledged.Enqueue(batch);
                return true;
            }
        }

        Release();
        return false;
    }

    /// <summary>Drops the batches up to one that is acknowledged.</summary>
    public void Acknowledge(int lastBatch)
    {
        lock (_lock)
        {
            LastAcknowledged = Math.Max(LastAcknowledged, lastBatch);
            while (_unacknowledged.TryPeek(out var batch) && batch.Number <= LastAcknowledged)
            {
                _unacknowledged.Dequeue();
                _room.Release();
            }
        }
    }

    /// <summary>The batches to be sent again, in their order.</summary>
    public IReadOnlyList<UploadBatch> Unacknowledged()
    {
        lock (_lock)
            return [.. _unacknowledged];
    }

    public void Dispose() => _room.Dispose();
}
