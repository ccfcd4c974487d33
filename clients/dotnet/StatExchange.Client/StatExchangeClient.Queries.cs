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
        var stream = new SeriesStream(_queries, _runner, query);
        try
        {
            var first = await stream.ReadAsync(cancellationToken)
                ?? throw new InvalidDataException("The server ended its answer before the first message, which always comes.");
            return new SeriesQueryResult(stream, first);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
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
