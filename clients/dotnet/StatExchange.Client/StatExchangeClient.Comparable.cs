using StatExchange.V1;

namespace StatExchange.Client;

/// <content>Figures put together, both sides of corridors, and how complete profiles are.</content>
public sealed partial class StatExchangeClient
{
    /// <summary>
    /// Asks for aggregates with their coverage: over area groups, over breakdowns, over the months of a year; or for the figures of one
    /// provider each. All of them are one consistent state of knowledge; a cut connection is taken up again without loss or repetition.
    /// </summary>
    /// <param name="query">What is put together.</param>
    /// <param name="cancellationToken">Gives up before the answer begins.</param>
    /// <returns>The answer, begun: its vintage is known and its aggregates are read from it.</returns>
    /// <exception cref="StatExchangeException">
    /// UNKNOWN_CODE, UNKNOWN_DIMENSION, PERIOD_INVALID, AS_OF_IN_FUTURE, REQUEST_INVALID, or AGGREGATION_FORBIDDEN when the catalogue
    /// forbids to put figures of a named indicator together in this way.
    /// </exception>
    public async Task<AggregateQueryResult> QueryAggregatesAsync(AggregateQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var stream = new ResumableStream<StreamAggregatesResponse>(_runner)
        {
            Call = token => _queries.StreamAggregates(query.ToRequest(token)),
            TokenOf = message => message.ResumeToken,
            HasContent = message => message.Aggregates.Count > 0,
        };
        return new AggregateQueryResult(stream, await stream.BeginAsync(cancellationToken));
    }

    /// <summary>
    /// Asks what both sides of corridors report of the same migration. All of it is one consistent state of knowledge; a cut connection is
    /// taken up again without loss or repetition.
    /// </summary>
    /// <param name="query">Which corridors.</param>
    /// <param name="cancellationToken">Gives up before the answer begins.</param>
    /// <returns>The answer, begun: its vintage is known and its corridors are read from it.</returns>
    /// <exception cref="StatExchangeException">
    /// UNKNOWN_CODE, UNKNOWN_DIMENSION, PERIOD_INVALID, AS_OF_IN_FUTURE, REQUEST_INVALID, or INDICATOR_WITHOUT_MIRROR.
    /// </exception>
    public async Task<MirrorQueryResult> QueryMirrorsAsync(MirrorQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var stream = new ResumableStream<StreamMirrorsResponse>(_runner)
        {
            Call = token => _queries.StreamMirrors(query.ToRequest(token)),
            TokenOf = message => message.ResumeToken,
            HasContent = message => message.Mirrors.Count > 0,
        };
        return new MirrorQueryResult(stream, await stream.BeginAsync(cancellationToken));
    }

    /// <summary>
    /// Asks how complete a profile is: which indicators of it states have delivered for which periods, late, in part or not at all, and what
    /// they would need to send. All of it is one consistent state of knowledge; a cut connection is taken up again without loss or repetition.
    /// </summary>
    /// <param name="query">Which profile, of which areas and periods.</param>
    /// <param name="cancellationToken">Gives up before the answer begins.</param>
    /// <returns>The answer, begun: its vintage and indicators are known and its areas are read from it.</returns>
    /// <exception cref="StatExchangeException">
    /// PROFILE_NOT_FOUND, UNKNOWN_CODE, PERIOD_INVALID, REQUEST_INVALID or AS_OF_IN_FUTURE.
    /// </exception>
    public async Task<CompletenessQueryResult> QueryCompletenessAsync(CompletenessQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var stream = new ResumableStream<StreamCompletenessResponse>(_runner)
        {
            Call = token => _queries.StreamCompleteness(query.ToRequest(token)),
            TokenOf = message => message.ResumeToken,
            HasContent = message => message.Areas.Count > 0,
        };
        return new CompletenessQueryResult(stream, await stream.BeginAsync(cancellationToken));
    }
}
