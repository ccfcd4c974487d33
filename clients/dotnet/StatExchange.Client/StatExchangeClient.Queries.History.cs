using StatExchange.V1;

namespace StatExchange.Client;

/// <content>What changed, and every vintage.</content>
public sealed partial class StatExchangeClient
{
    /// <summary>
    /// Asks what changed in a selection between two moments of knowledge, deletions included. A cut connection is taken up again
    /// without loss or repetition.
    /// </summary>
    /// <param name="query">Which series and observations; its own moment is ignored.</param>
    /// <param name="from">The earlier moment; null for before the first release.</param>
    /// <param name="to">The later moment; left out for now.</param>
    /// <param name="cancellationToken">Gives up before the answer begins.</param>
    /// <returns>The answer, begun: both states of knowledge are known, and the changes are read from it.</returns>
    /// <exception cref="StatExchangeException">
    /// UNKNOWN_CODE, UNKNOWN_DIMENSION, PERIOD_INVALID, AS_OF_IN_FUTURE, or REQUEST_INVALID when the moments are the wrong way round.
    /// </exception>
    public async Task<ChangesQueryResult> QueryChangesAsync(
        SeriesQuery query, AsOf? from, AsOf? to = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var selection = query.ToSelection();
        var stream = new ResumableStream<StreamChangesResponse>(_runner)
        {
            Call = token => _queries.StreamChanges(new StreamChangesRequest { Selection = selection, From = from, To = to, ResumeToken = token }),
            TokenOf = message => message.ResumeToken,
            HasContent = message => message.Changes.Count > 0,
        };
        return new ChangesQueryResult(stream, await stream.BeginAsync(cancellationToken));
    }

    /// <summary>
    /// Asks for every vintage of the observations of a selection: what each release made of them, and which release replaced that. A
    /// cut connection is taken up again without loss or repetition.
    /// </summary>
    /// <param name="query">Which series and observations, and the history as known when.</param>
    /// <param name="cancellationToken">Gives up before the answer begins.</param>
    /// <returns>The answer, begun: its vintage is known and the history is read from it.</returns>
    /// <exception cref="StatExchangeException">UNKNOWN_CODE, UNKNOWN_DIMENSION, PERIOD_INVALID or AS_OF_IN_FUTURE.</exception>
    public async Task<HistoryQueryResult> QueryHistoryAsync(SeriesQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var selection = query.ToSelection();
        var stream = new ResumableStream<StreamHistoryResponse>(_runner)
        {
            Call = token => _queries.StreamHistory(new StreamHistoryRequest { Selection = selection, AsOf = query.AsOf, ResumeToken = token }),
            TokenOf = message => message.ResumeToken,
            HasContent = message => message.Vintages.Count > 0,
        };
        return new HistoryQueryResult(stream, await stream.BeginAsync(cancellationToken));
    }

    /// <summary>
    /// Every vintage of the observations of one series, by period and within it the earliest first; empty when it never had any. Pages
    /// are fetched as they are needed, all of them from one state of knowledge.
    /// </summary>
    /// <param name="key">The series; breakdowns left empty are totals or do not apply.</param>
    /// <param name="startPeriod">First period; left out for no bound.</param>
    /// <param name="endPeriod">Last period; left out for no bound.</param>
    /// <param name="asOf">As known when; left out for now.</param>
    /// <exception cref="StatExchangeException">UNKNOWN_CODE, PERIOD_INVALID or AS_OF_IN_FUTURE, when it is read.</exception>
    public IAsyncEnumerable<Revision> ListRevisionsAsync(
        SeriesKey key, string? startPeriod = null, string? endPeriod = null, AsOf? asOf = null) => Paging.EnumerateAsync(
        (pageToken, cancellationToken) => _runner.RunAsync(
            token => _queries.ListRevisionsAsync(
                new ListRevisionsRequest
                {
                    Key = key,
                    StartPeriod = startPeriod ?? "",
                    EndPeriod = endPeriod ?? "",
                    PageToken = pageToken,
                    AsOf = asOf,
                },
                cancellationToken: token),
            cancellationToken),
        page => page.Revisions,
        page => page.NextPageToken);
}
