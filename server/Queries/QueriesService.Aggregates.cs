using Google.Protobuf;
using Grpc.Core;
using StatExchange.Server.Access;
using StatExchange.Server.Queries.Aggregates;
using StatExchange.Server.Queries.Comparable;
using StatExchange.Server.Telemetry;
using StatExchange.V1;

namespace StatExchange.Server.Queries;

/// <content>Figures put together.</content>
internal sealed partial class QueriesService
{
    // Large enough that a message's own cost does not count; far below what a message may have.
    private const int BytesPerMessage = 256 * 1024;

    /// <inheritdoc/>
    public override async Task StreamAggregates(
        StreamAggregatesRequest request, IServerStreamWriter<StreamAggregatesResponse> responseStream, ServerCallContext context)
    {
        var viewer = Caller.Of(context).ToViewer();
        using var cancellation = lifetime.Link(context);
        var cancellationToken = cancellation.Token;
        var plan = new AggregateCoder(cache.Current).Code(request);
        var bound = request.Clone();
        (bound.ResumeToken, bound.AsOf) = (string.Empty, null);
        var sealedTo = bound.ToByteArray();
        var resume = KeyToken.Read(request.ResumeToken, sealedTo, plan.Grouping.Count, seal);
        var vintage = resume is null ? await VintageAsync(request.AsOf, cancellationToken) : await VintageAsync(resume.ReleaseId, ResumeToken.Invalid, cancellationToken);
        var position = resume ?? new KeyToken(vintage.ReleaseId, []);
        var message = new StreamAggregatesResponse
        {
            Vintage = vintage.ToProto(),
            IgnoredCodes = { plan.Sent.IgnoredCodes },
            Forbidden = { plan.Forbidden },
        };
        var (bytes, observations, isFirst) = (0, 0, true);
        if (!plan.Read.SelectsNothing && vintage.ReleaseId > 0)
        {
            var window = new ObservationWindow(plan.Sent);
            var ranking = await RankingAsync(plan.Preference, plan.Organisations, cancellationToken);
            var primary = await RankingAsync(ProviderPreference.Primary, [], cancellationToken);
            var reader = new AggregateReader(store, cache, viewer, plan, ranking, primary, vintage.ReleaseId);
            await foreach (var chunk in reader.ReadAsync(position.Key, cancellationToken))
            {
                var mapping = new AggregateMapping(plan, chunk.Catalogue);
                foreach (var (group, aggregator) in chunk.Aggregates)
                {
                    var periods = aggregator.Periods();
                    var figures = window.Positions(plan.FullKey(group.Key), group.Frequency, periods).Select(index =>
                    {
                        cancellationToken.ThrowIfCancellationRequested();
                        return aggregator.At(periods[index]);
                    }).ToList();
                    position = position with { Key = group.Key };
                    if (figures.Count == 0)
                        continue;
                    message.Aggregates.Add(mapping.ToProto(group, aggregator, figures));
                    bytes += message.Aggregates[^1].CalculateSize();
                    observations += figures.Count;
                    if (bytes >= BytesPerMessage)
                        await SendAsync();
                }
            }
        }

        if (isFirst || message.Aggregates.Count > 0)
            await SendAsync();

        async Task SendAsync()
        {
            // Not with the token of cancellation: a write that is cancelled resets the stream, and the caller is not told why.
            cancellationToken.ThrowIfCancellationRequested();
            message.ResumeToken = position.Write(sealedTo, seal);
            await responseStream.WriteAsync(message, CancellationToken.None);
            ExchangeTelemetry.ObservationsServed.Add(observations);
            (message, bytes, observations, isFirst) = (new StreamAggregatesResponse(), 0, 0, false);
        }
    }

    private async Task<ProviderRanking> RankingAsync(
        ProviderPreference preference, IReadOnlyList<int> organisations, CancellationToken cancellationToken)
    {
        var precedence = await agreements.PrecedenceAsync(cancellationToken);
        return new ProviderRanking(
            preference,
            organisations,
            (provider, indicator, refArea) => precedence.Of(cache.Current.CodeOf(provider), indicator, cache.Current.CodeOf(refArea)));
    }
}
