using Google.Protobuf;
using Grpc.Core;
using StatExchange.Server.Access;
using StatExchange.Server.Methodology;
using StatExchange.Server.Queries.Comparable;
using StatExchange.Server.Queries.Mirrors;
using StatExchange.V1;

namespace StatExchange.Server.Queries;

/// <content>Both sides of corridors.</content>
internal sealed partial class QueriesService
{
    /// <inheritdoc/>
    public override async Task StreamMirrors(
        StreamMirrorsRequest request, IServerStreamWriter<StreamMirrorsResponse> responseStream, ServerCallContext context)
    {
        var caller = Caller.Of(context);
        var viewer = caller.ToViewer();
        using var cancellation = lifetime.Link(context);
        var cancellationToken = cancellation.Token;
        var plan = new MirrorCoder(cache.Current).Code(request);
        var bound = request.Clone();
        (bound.ResumeToken, bound.AsOf) = (string.Empty, null);
        var sealedTo = bound.ToByteArray();
        var ranking = plan.Order is MirrorOrder.Asymmetry or MirrorOrder.Difference ? new MirrorRanking(plan.Order, plan.Limit) : null;

        // Where a ranked answer stopped is a rank.
        var resume = KeyToken.Read(request.ResumeToken, sealedTo, ranking is null ? MirrorReader.PositionLength : 1, seal);
        var vintage = resume is null ? await VintageAsync(request.AsOf, cancellationToken) : await VintageAsync(resume.ReleaseId, ResumeToken.Invalid, cancellationToken);
        var start = resume ?? new KeyToken(vintage.ReleaseId, []) { Instant = InstantOf(request.AsOf) };
        var first = new StreamMirrorsResponse { Vintage = vintage.ToProto(), IgnoredCodes = { plan.Selection.IgnoredCodes } };
        var answer = new ComparisonStream<StreamMirrorsResponse>(responseStream, first, start, cancellationToken)
        {
            SetToken = (message, position) => message.ResumeToken = position.Write(sealedTo, seal),
        };
        var until = new KnownUntil(start.ReleaseId, start.Instant);
        var methodology = new CarriedMethodology(notes, until);
        var reader = new MirrorReader(store, cache, viewer, plan, vintage.ReleaseId);
        var comparer = new MirrorComparer(plan, await RankingAsync(plan.Preference, plan.Organisations, cancellationToken));
        var threads = await threadReader.ReadAsync(
            caller, plan.Pairs.Select(pair => pair.Indicator), (plan.Selection.FirstDay, plan.Selection.LastDay), until, cancellationToken);
        if (!plan.Selection.SelectsNothing && vintage.ReleaseId > 0)
        {
            await foreach (var corridor in reader.ReadAsync(ranking is null ? start.Key : [], cancellationToken))
            {
                if (comparer.Compare(corridor, reader.Catalogue) is not { } mirror)
                    continue;
                if (ranking is null)
                    await AddAsync(mirror, MirrorReader.PositionOf(corridor));
                else
                    ranking.Add(mirror);
            }
        }

        foreach (var (rank, mirror) in (ranking?.Ranked() ?? []).Index().Skip(resume?.Key is [var sent] ? sent : 0))
            await AddAsync(mirror, [rank + 1]);
        await answer.FinishAsync();

        async Task AddAsync(Mirror mirror, int[] key)
        {
            mirror.Explanations.Add(threads.Of(mirror.Key));
            MethodologyNote[] made =
            [
                .. await methodology.NewAsync([mirror.Key.Indicator], mirror.Observations.Select(one => one.Reported.Provider), cancellationToken),
                .. await methodology.NewAsync([mirror.MirrorKey.Indicator], mirror.Observations.Select(one => one.Mirrored.Provider), cancellationToken),
            ];
            answer.Message.Methodology.Add(made);
            answer.Message.Mirrors.Add(mirror);
            await answer.AddedAsync(key, mirror.CalculateSize() + made.Sum(note => note.CalculateSize()), 2 * mirror.Observations.Count);
        }
    }
}
