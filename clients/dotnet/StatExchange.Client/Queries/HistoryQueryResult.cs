using System.Runtime.CompilerServices;
using StatExchange.V1;

namespace StatExchange.Client;

/// <summary>Every vintage of a selection. Dispose of it to end the stream early.</summary>
/// <example>
/// <code>
/// await using var answer = await client.QueryHistoryAsync(query);
/// await foreach (var vintage in answer.ReadVintagesAsync())
///     foreach (var (observation, replacedBy) in vintage.Observations())
///         Console.WriteLine($"{observation.Period} {observation.Value}: release {vintage.Release.ReleaseId} to {replacedBy?.ReleaseId}");
/// </code>
/// </example>
public sealed class HistoryQueryResult : IAsyncDisposable
{
    private readonly ResumableStream<StreamHistoryResponse> _stream;

    internal HistoryQueryResult(ResumableStream<StreamHistoryResponse> stream, StreamHistoryResponse first)
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
    /// What each release made of each series, ordered by reporting area and, for each series, by release. It is read from the server as
    /// it is taken, so memory grows with the releases and not with the figures; it can be read only once.
    /// </summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="InvalidOperationException">The history has been read already.</exception>
    public async IAsyncEnumerable<PublishedVintage> ReadVintagesAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var releases = new Dictionary<long, ReleaseNote>();
        await foreach (var message in _stream.ReadAllAsync(cancellationToken))
        {
            // A stream that was taken up again tells releases again.
            foreach (var release in message.Releases)
                releases[release.ReleaseId] = release;
            foreach (var vintage in message.Vintages)
                yield return new PublishedVintage(vintage, releases);
        }
    }

    /// <summary>Ends the stream.</summary>
    public ValueTask DisposeAsync()
    {
        _stream.Dispose();
        return ValueTask.CompletedTask;
    }
}
