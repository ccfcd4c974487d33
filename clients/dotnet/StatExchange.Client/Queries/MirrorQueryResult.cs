using System.Runtime.CompilerServices;
using StatExchange.V1;

namespace StatExchange.Client;

/// <summary>Both sides of corridors. Dispose of it to end the stream early.</summary>
/// <example>
/// <code>
/// await using var answer = await client.QueryMirrorsAsync(query);
/// await foreach (var mirror in answer.ReadMirrorsAsync())
///     foreach (var one in mirror.Comparisons())
///         Console.WriteLine($"{mirror.Key.RefArea} → {mirror.Key.CounterpartArea} {one.Period}: {one.Reported} against {one.Mirrored}");
/// </code>
/// </example>
public sealed class MirrorQueryResult : IAsyncDisposable
{
    private readonly ResumableStream<StreamMirrorsResponse> _stream;
    private readonly MethodologyCollection _methodology = new();

    internal MirrorQueryResult(ResumableStream<StreamMirrorsResponse> stream, StreamMirrorsResponse first)
    {
        _stream = stream;
        Vintage = first.Vintage ?? new Vintage();
        IgnoredCodes = first.IgnoredCodes;
    }

    /// <summary>
    /// The state of knowledge of the answer. Asking again as of its release gives the same figures for good; methodology notes and explanations are those
    /// written before the next release, so that those of the latest one can still grow.
    /// </summary>
    public Vintage Vintage { get; }

    /// <summary>Codes that do not exist and were left out; empty unless the query ignores unknown codes.</summary>
    public IReadOnlyList<IgnoredCode> IgnoredCodes { get; }

    /// <summary>
    /// How the providers of the corridors that were read so far make their figures, by organisation and indicator; complete when all are read.
    /// A provider that has not said so has no note.
    /// </summary>
    public IReadOnlyCollection<MethodologyNote> Methodology => _methodology.All;

    /// <summary>The corridors, each once, in the order asked for. They are read from the server as they are taken; they can be read only once.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="InvalidOperationException">The corridors have been read already.</exception>
    public async IAsyncEnumerable<Mirror> ReadMirrorsAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var message in _stream.ReadAllAsync(cancellationToken))
        {
            _methodology.Add(message.Methodology);
            foreach (var mirror in message.Mirrors)
                yield return mirror;
        }
    }

    /// <summary>Ends the stream.</summary>
    public ValueTask DisposeAsync()
    {
        _stream.Dispose();
        return ValueTask.CompletedTask;
    }
}
