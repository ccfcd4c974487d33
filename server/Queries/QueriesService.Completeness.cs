using Google.Protobuf;
using Grpc.Core;
using StatExchange.Server.Access;
using StatExchange.Server.Queries.Comparable;
using StatExchange.Server.Queries.Completeness;
using StatExchange.V1;

namespace StatExchange.Server.Queries;

/// <content>How complete profiles are.</content>
internal sealed partial class QueriesService
{
    // The day that due dates are compared with, and the area that was sent last: an answer stays on the day that it began with.
    private const int CompletenessPositionLength = 2;

    /// <inheritdoc/>
    public override async Task StreamCompleteness(
        StreamCompletenessRequest request, IServerStreamWriter<StreamCompletenessResponse> responseStream, ServerCallContext context)
    {
        var viewer = Caller.Of(context).ToViewer();
        using var cancellation = lifetime.Link(context);
        var cancellationToken = cancellation.Token;
        var bound = request.Clone();
        (bound.ResumeToken, bound.AsOf) = (string.Empty, null);
        var sealedTo = bound.ToByteArray();
        var resume = KeyToken.Read(request.ResumeToken, sealedTo, CompletenessPositionLength, seal);
        if (resume is { Key.Length: not CompletenessPositionLength })
            throw ResumeToken.Invalid();
        var vintage = resume is null ? await VintageAsync(request.AsOf, cancellationToken) : await VintageAsync(resume.ReleaseId, ResumeToken.Invalid, cancellationToken);
        var asOfDay = resume is null ? DayOf(request.AsOf, vintage) : DateOnly.FromDayNumber(resume.Key[0]);
        var start = resume ?? new KeyToken(vintage.ReleaseId, [asOfDay.DayNumber, 0]);
        var plan = new CompletenessCoder(cache.Current).Code(request, asOfDay);
        var mapping = new CompletenessMapping(plan);
        var reader = new CompletenessReader(store, cache, viewer, plan, await agreements.PrecedenceAsync(cancellationToken), vintage.ReleaseId);
        var answer = new ComparisonStream<StreamCompletenessResponse>(responseStream, mapping.Beginning(vintage), start, cancellationToken)
        {
            SetToken = (message, position) => message.ResumeToken = position.Write(sealedTo, seal),
        };
        var sent = start.Key[1] == 0 ? string.Empty : plan.Catalogue.CodeOf(start.Key[1]);
        foreach (var area in plan.Areas.Where(area => string.CompareOrdinal(area.Code, sent) > 0))
        {
            var completeness = mapping.ToProto(area, await reader.ReadAsync(area, cancellationToken), reader.Catalogue);
            answer.Message.Areas.Add(completeness);
            await answer.AddedAsync([asOfDay.DayNumber, area.Id], completeness.CalculateSize(), completeness.Cells.Count);
        }

        await answer.FinishAsync();
    }

    // Before the first release there was no day.
    private DateOnly DayOf(AsOf? asOf, VintageRecord vintage) => (asOf?.ViewCase ?? AsOf.ViewOneofCase.None) switch
    {
        AsOf.ViewOneofCase.Instant => DateOnly.FromDateTime(asOf!.Instant.ToDateTime()),
        AsOf.ViewOneofCase.ReleaseId => vintage.PublishedAt is { } published ? DateOnly.FromDateTime(published) : DateOnly.MinValue,
        _ => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime),
    };
}
