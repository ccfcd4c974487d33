using StatExchange.V1;

namespace StatExchange.Client;

public sealed partial class StatExchangeClient
{
    /// <summary>
    /// Asks for series. All of them are one consistent state of knowledge, however long the reading takes and whatever is published
    /// meanwhile; a cut connection is taken up again without loss or repetition.
    /// </summary>
    /// <param name="query">Which series and observations, and as known when.</param>
    /// <param name="cancellationToken">Gives up before the answer begins.</param>
    /// <returns>The answer, begun: its vintage is known and its series are read from it.</returns>
    /// <exception cref="StatExchangeException">UNKNOWN_CODE, UNKNOWN_DIMENSION, PERIOD_INVALID or AS_OF_IN_FUTURE.</exception>
    public async Task<SeriesQueryResult> QuerySeriesAsync(SeriesQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var selection = query.ToSelection();
        var stream = new ResumableStream<StreamSeriesResponse>(_runner)
        {
            Call = token => _queries.StreamSeries(new StreamSeriesRequest { Selection = selection, AsOf = query.AsOf, ResumeToken = token }),
            TokenOf = message => message.ResumeToken,
            HasContent = message => message.Series.Count > 0,
        };
        return new SeriesQueryResult(stream, await stream.BeginAsync(cancellationToken));
    }

    /// <summary>
    /// Where a published figure comes from: the submission, the file's rows as they were sent, the version of the mapping that read
    /// them, and the justifications of warnings.
    /// </summary>
    /// <param name="key">The series; breakdowns left empty are totals or do not apply.</param>
    /// <param name="period">The period.</param>
    /// <param name="asOf">As known when; left out for now.</param>
    /// <param name="cancellationToken">Gives up the call.</param>
    /// <exception cref="StatExchangeException">OBSERVATION_NOT_FOUND, UNKNOWN_CODE, PERIOD_INVALID or AS_OF_IN_FUTURE.</exception>
    public Task<TraceObservationResponse> TraceAsync(
        SeriesKey key, string period, AsOf? asOf = null, CancellationToken cancellationToken = default)
    {
        var request = new TraceObservationRequest { Key = key, Period = period, AsOf = asOf };
        return _runner.RunAsync(token => _queries.TraceObservationAsync(request, cancellationToken: token), cancellationToken);
    }

    /// <summary>How large the answer to a query would be.</summary>
    /// <param name="query">Which series and observations, and as known when.</param>
    /// <param name="cancellationToken">Gives up the call.</param>
    /// <returns>The numbers of series and observations; see the message for how exact they are.</returns>
    public Task<EstimateSelectionResponse> EstimateAsync(SeriesQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var request = new EstimateSelectionRequest { Selection = query.ToSelection(), AsOf = query.AsOf };
        return _runner.RunAsync(token => _queries.EstimateSelectionAsync(request, cancellationToken: token), cancellationToken);
    }
}
