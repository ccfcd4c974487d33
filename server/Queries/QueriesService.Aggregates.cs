using Google.Protobuf;
using Grpc.Core;
using StatExchange.Server.Access;
using StatExchange.Server.Methodology;
using StatExchange.Server.Queries.Aggregates;
using StatExchange.Server.Queries.Comparable;
using StatExchange.V1;

namespace StatExchange.Server.Queries;

/// <content>Figures put together.</content>
internal sealed partial class QueriesService
{
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
        var start = resume ?? new KeyToken(vintage.ReleaseId, []) { Instant = InstantOf(request.AsOf) };
        var first = new StreamAggregatesResponse
        {
            Vintage = vintage.ToProto(),
            IgnoredCodes = { plan.Sent.IgnoredCodes },
            Forbidden = { plan.Forbidden },
        };
        var answer = new ComparisonStream<StreamAggregatesResponse>(responseStream, first, start, cancellationToken)
        {
            SetToken = (message, position) => message.ResumeToken = position.Write(sealedTo, seal),
        };
        if (!plan.Read.SelectsNothing && vintage.ReleaseId > 0)
        {
            var window = new ObservationWindow(plan.Sent);
            var methodology = new CarriedMethodology(notes, new KnownUntil(start.ReleaseId, start.Instant));
            var ranking = await RankingAsync(plan.Preference, plan.Organisations, cancellationToken);
            var primary = await RankingAsync(ProviderPreference.Primary, [], cancellationToken);
            var reader = new AggregateReader(store, cache, viewer, plan, ranking, primary, vintage.ReleaseId);
            await foreach (var chunk in reader.ReadAsync(start.Key, cancellationToken))
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
                    if (figures.Count == 0)
                        continue;
                    var aggregate = mapping.ToProto(group, aggregator, figures);
                    var made = await methodology.NewAsync(plan.IndicatorsOf(aggregate.Series.Key), aggregate.Providers, cancellationToken);
                    answer.Message.Methodology.Add(made);
                    answer.Message.Aggregates.Add(aggregate);
                    await answer.AddedAsync(group.Key, aggregate.CalculateSize() + made.Sum(note => note.CalculateSize()), figures.Count);
                }
            }
        }

        await answer.FinishAsync();
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
