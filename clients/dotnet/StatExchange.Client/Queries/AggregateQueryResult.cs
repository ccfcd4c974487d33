using System.Runtime.CompilerServices;
using StatExchange.V1;

namespace StatExchange.Client;

/// <summary>Figures put together, with their coverage. Dispose of it to end the stream early.</summary>
/// <example>
/// <code>
/// await using var answer = await client.QueryAggregatesAsync(query);
/// await foreach (var aggregate in answer.ReadAggregatesAsync())
///     foreach (var one in aggregate.Observations())
///         Console.WriteLine($"{one.Observation.Period} {one.Observation.Value}: {one.Included} of {one.Expected} parts");
/// </code>
/// </example>
public sealed class AggregateQueryResult : IAsyncDisposable
{
    private readonly ResumableStream<StreamAggregatesResponse> _stream;
    private readonly MethodologyCollection _methodology = new();

    internal AggregateQueryResult(ResumableStream<StreamAggregatesResponse> stream, StreamAggregatesResponse first)
    {
        _stream = stream;
        Vintage = first.Vintage ?? new Vintage();
        IgnoredCodes = first.IgnoredCodes;
        Forbidden = first.Forbidden;
    }

    /// <summary>
    /// The state of knowledge of the answer. Asking again as of its release gives the same figures for good; methodology notes are those
    /// written before the next release, so that those of the latest one can still grow.
    /// </summary>
    public Vintage Vintage { get; }

    /// <summary>Codes that do not exist and were left out; empty unless the query ignores unknown codes.</summary>
    public IReadOnlyList<IgnoredCode> IgnoredCodes { get; }

    /// <summary>Indicators that were left out because their figures must not be put together in this way; empty when the query names indicators.</summary>
    public IReadOnlyList<ForbiddenAggregate> Forbidden { get; }

    /// <summary>
    /// How the providers of the aggregates that were read so far make their figures, by organisation and indicator; complete when all are read.
    /// A provider that has not said so has no note.
    /// </summary>
    public IReadOnlyCollection<MethodologyNote> Methodology => _methodology.All;

    /// <summary>The aggregates, each once, ordered by indicator. They are read from the server as they are taken; they can be read only once.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="InvalidOperationException">The aggregates have been read already.</exception>
    public async IAsyncEnumerable<Aggregate> ReadAggregatesAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var message in _stream.ReadAllAsync(cancellationToken))
        {
            _methodology.Add(message.Methodology);
            foreach (var aggregate in message.Aggregates)
                yield return aggregate;
        }
    }

    /// <summary>Ends the stream.</summary>
    public ValueTask DisposeAsync()
    {
        _stream.Dispose();
        return ValueTask.CompletedTask;
    }
}
