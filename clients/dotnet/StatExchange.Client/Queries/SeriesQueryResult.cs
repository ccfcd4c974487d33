using System.Runtime.CompilerServices;
using StatExchange.V1;

namespace StatExchange.Client;

/// <summary>
/// The answer to a query: what it was made from, and its series. Dispose of it to end the stream early.
/// </summary>
/// <example>
/// <code>
/// await using var answer = await client.QuerySeriesAsync(query);
/// await foreach (var series in answer.ReadSeriesAsync())
///     foreach (var observation in series.Observations())
///         Console.WriteLine($"{series.Key.RefArea} {observation.Period} {observation.Value}");
/// </code>
/// </example>
public sealed class SeriesQueryResult : IAsyncDisposable
{
    private readonly ResumableStream<StreamSeriesResponse> _stream;

    internal SeriesQueryResult(ResumableStream<StreamSeriesResponse> stream, StreamSeriesResponse first)
    {
        _stream = stream;
        Vintage = first.Vintage ?? new Vintage();
        IgnoredCodes = first.IgnoredCodes;
    }

    /// <summary>The state of knowledge of the answer. Asking again as of its release gives the same answer for good.</summary>
    public Vintage Vintage { get; }

    /// <summary>Codes that do not exist and were left out; empty unless the query ignores unknown codes.</summary>
    public IReadOnlyList<IgnoredCode> IgnoredCodes { get; }

    /// <summary>
    /// The series, each once, ordered by reporting area. They are read from the server as they are taken, so memory stays flat;
    /// they can be read only once.
    /// </summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="InvalidOperationException">The series have been read already.</exception>
    public async IAsyncEnumerable<Series> ReadSeriesAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var answer in ReadJustifiedSeriesAsync(cancellationToken))
            yield return answer.Series;
    }

    /// <summary>The series as <see cref="ReadSeriesAsync"/> gives them, each with the justifications of its figures.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="InvalidOperationException">The series have been read already.</exception>
    public async IAsyncEnumerable<JustifiedSeries> ReadJustifiedSeriesAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var message in _stream.ReadAllAsync(cancellationToken))
        {
            var justifications = message.Justifications.ToDictionary(one => one.Position, one => one.Justifications);
            for (var position = 0; position < message.Series.Count; position++)
            {
                IReadOnlyList<ObservationJustification>? justified = justifications.GetValueOrDefault(position);
                yield return new JustifiedSeries(message.Series[position], justified ?? []);
            }
        }
    }

    /// <summary>Ends the stream.</summary>
    public ValueTask DisposeAsync()
    {
        _stream.Dispose();
        return ValueTask.CompletedTask;
    }
}
