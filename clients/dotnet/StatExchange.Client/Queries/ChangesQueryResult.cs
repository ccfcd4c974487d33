using System.Runtime.CompilerServices;
using StatExchange.V1;

namespace StatExchange.Client;

/// <summary>
/// What changed between two states of knowledge. Dispose of it to end the stream early.
/// </summary>
/// <example>
/// <code>
/// await using var answer = await client.QueryChangesAsync(query, from: new AsOf { ReleaseId = 17 });
/// await foreach (var change in answer.ReadChangesAsync())
///     foreach (var one in change.Observations())
///         Console.WriteLine($"{change.Key().RefArea} {one.Period} {one.Kind}: {one.Before?.Value} → {one.After?.Value} ({one.Percent:F1} %)");
/// </code>
/// </example>
public sealed class ChangesQueryResult : IAsyncDisposable
{
    private readonly ResumableStream<StreamChangesResponse> _stream;

    internal ChangesQueryResult(ResumableStream<StreamChangesResponse> stream, StreamChangesResponse first)
    {
        _stream = stream;
        From = first.From ?? new Vintage();
        To = first.To ?? new Vintage();
        IgnoredCodes = first.IgnoredCodes;
    }

    /// <summary>The earlier state of knowledge.</summary>
    public Vintage From { get; }

    /// <summary>The later state of knowledge.</summary>
    public Vintage To { get; }

    /// <summary>Codes that do not exist and were left out; empty unless the query ignores unknown codes.</summary>
    public IReadOnlyList<IgnoredCode> IgnoredCodes { get; }

    /// <summary>
    /// The series that differ, each once, ordered by reporting area. They are read from the server as they are taken, so memory stays
    /// flat; they can be read only once.
    /// </summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="InvalidOperationException">The changes have been read already.</exception>
    public async IAsyncEnumerable<SeriesChange> ReadChangesAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var message in _stream.ReadAllAsync(cancellationToken))
        {
            foreach (var change in message.Changes)
                yield return change;
        }
    }

    /// <summary>Ends the stream.</summary>
    public ValueTask DisposeAsync()
    {
        _stream.Dispose();
        return ValueTask.CompletedTask;
    }
}
