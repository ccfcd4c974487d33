using Google.Protobuf;
using Grpc.Core;
using StatExchange.Server.Access;
using StatExchange.Server.Queries.Comparable;
using StatExchange.Server.Queries.Mirrors;
using StatExchange.Server.Telemetry;
using StatExchange.V1;

namespace StatExchange.Server.Queries;

/// <content>Both sides of corridors.</content>
internal sealed partial class QueriesService
{
    /// <inheritdoc/>
    public override async Task StreamMirrors(
        StreamMirrorsRequest request, IServerStreamWriter<StreamMirrorsResponse> responseStream, ServerCallContext context)
    {
        var viewer = Caller.Of(context).ToViewer();
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
        var position = resume ?? new KeyToken(vintage.ReleaseId, []);
        var message = new StreamMirrorsResponse { Vintage = vintage.ToProto(), IgnoredCodes = { plan.Selection.IgnoredCodes } };
        var (bytes, observations, isFirst) = (0, 0, true);
        var reader = new MirrorReader(store, cache, viewer, plan, vintage.ReleaseId);
        var comparer = new MirrorComparer(plan, await RankingAsync(plan.Preference, plan.Organisations, cancellationToken));
        if (!plan.Selection.SelectsNothing && vintage.ReleaseId > 0)
        {
            await foreach (var corridor in reader.ReadAsync(ranking is null ? position.Key : [], cancellationToken))
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
        if (isFirst || message.Mirrors.Count > 0)
            await SendAsync();

        async Task AddAsync(Mirror mirror, int[] key)
        {
            position = position with { Key = key };
            message.Mirrors.Add(mirror);
            bytes += mirror.CalculateSize();
            observations += 2 * mirror.Observations.Count;
            if (bytes >= BytesPerMessage)
                await SendAsync();
        }

        async Task SendAsync()
        {
            // Not with the token of cancellation: a write that is cancelled resets the stream, and the caller is not told why.
            cancellationToken.ThrowIfCancellationRequested();
            message.ResumeToken = position.Write(sealedTo, seal);
            await responseStream.WriteAsync(message, CancellationToken.None);
            ExchangeTelemetry.ObservationsServed.Add(observations);
            (message, bytes, observations, isFirst) = (new StreamMirrorsResponse(), 0, 0, false);
        }
    }
}
