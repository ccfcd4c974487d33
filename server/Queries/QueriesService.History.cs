using Grpc.Core;
using StatExchange.Server.Access;
using StatExchange.Server.Catalogue;
using StatExchange.Server.Database.Figures;
using StatExchange.Server.Errors;
using StatExchange.V1;

namespace StatExchange.Server.Queries;

/// <content>What changed, and every vintage.</content>
internal sealed partial class QueriesService
{
    private const int DefaultRevisionPage = 500;

    /// <inheritdoc/>
    public override async Task StreamChanges(
        StreamChangesRequest request, IServerStreamWriter<StreamChangesResponse> responseStream, ServerCallContext context)
    {
        var viewer = Caller.Of(context).ToViewer();
        using var cancellation = lifetime.Link(context);
        var cancellationToken = cancellation.Token;
        var (selection, sentSelection) = (new SelectionCoder(cache.Current).Code(request.Selection), request.Selection ?? new Selection());
        var resume = request.ResumeToken.Length > 0 ? ResumeToken.Read(request.ResumeToken, sentSelection, seal) : null;
        var to = resume is null ? await VintageAsync(request.To, cancellationToken) : await VintageAsync(resume.ReleaseId, ResumeToken.Invalid, cancellationToken);
        var from = (resume, request.From) switch
        {
            (not null, _) => await VintageAsync(resume.FromReleaseId, ResumeToken.Invalid, cancellationToken),
            (_, null or { ViewCase: AsOf.ViewOneofCase.None }) => new VintageRecord(0, null),
            _ => await VintageAsync(request.From, cancellationToken),
        };
        if (from.ReleaseId > to.ReleaseId)
            throw ExchangeException.InvalidField("from", $"it is later than `to`: release {from.ReleaseId} after release {to.ReleaseId}");

        var (window, mapping) = (new ObservationWindow(selection), new SeriesMapping(cache.Current));
        var answer = new AnswerStream<SeriesHistoryRecord, StreamChangesResponse>
        {
            ReadPageAsync = after => store.HistoryPageAsync(viewer, selection, to.ReleaseId, from.ReleaseId, after.RefArea, after.SeriesId, cancellationToken),
            SeriesOf = record => record.Current,
            BeginPageAsync = async page => mapping = await MappingAsync(mapping, page.Select(record => record.Current), cancellationToken),
            Add = (message, record) =>
            {
                if (SeriesDifference.Between(Selected(record, from), Selected(record, to)) is not { } difference)
                    return 0;
                message.Changes.Add(mapping.ToProto(record.Current.DimensionIds, difference));

                // An attribute alone counts as well, or a message of them would never end.
                return 1 + (difference.Before?.Count ?? 0) + (difference.After?.Count ?? 0);
            },
            SendAsync = (message, token) =>
            {
                message.ResumeToken = token.Write(sentSelection, seal);
                return responseStream.WriteAsync(message, CancellationToken.None);
            },
        };
        var first = new StreamChangesResponse { From = from.ToProto(), To = to.ToProto(), IgnoredCodes = { selection.IgnoredCodes } };
        var position = resume ?? new ResumeToken(to.ReleaseId, 0, 0, from.ReleaseId);
        await answer.RunAsync(first, position, selection.SelectsNothing || from.ReleaseId == to.ReleaseId, cancellationToken);

        SeriesColumns? Selected(SeriesHistoryRecord record, VintageRecord vintage)
        {
            if (record.At(vintage.ReleaseId) is not { } columns)
                return null;
            var ids = record.Current.DimensionIds;
            var positions = window.Positions(ids, mapping.FrequencyOf(ids), columns.Periods);
            return positions.Count == columns.Count ? columns : columns.At(positions);
        }
    }

    /// <inheritdoc/>
    public override async Task StreamHistory(
        StreamHistoryRequest request, IServerStreamWriter<StreamHistoryResponse> responseStream, ServerCallContext context)
    {
        var viewer = Caller.Of(context).ToViewer();
        using var cancellation = lifetime.Link(context);
        var cancellationToken = cancellation.Token;
        var (selection, sentSelection) = (new SelectionCoder(cache.Current).Code(request.Selection), request.Selection ?? new Selection());
        var resume = request.ResumeToken.Length > 0 ? ResumeToken.Read(request.ResumeToken, sentSelection, seal) : null;
        var vintage = resume is null ? await VintageAsync(request.AsOf, cancellationToken) : await VintageAsync(resume.ReleaseId, ResumeToken.Invalid, cancellationToken);
        var (window, mapping, told) = (new ObservationWindow(selection), new SeriesMapping(cache.Current), new HashSet<long>());
        IReadOnlyDictionary<long, ReleaseRecord> releases = new Dictionary<long, ReleaseRecord>();
        var answer = new AnswerStream<SeriesHistoryRecord, StreamHistoryResponse>
        {
            ReadPageAsync = after => store.HistoryPageAsync(viewer, selection, vintage.ReleaseId, 0, after.RefArea, after.SeriesId, cancellationToken),
            SeriesOf = record => record.Current,
            BeginPageAsync = async page =>
            {
                mapping = await MappingAsync(mapping, page.Select(record => record.Current), cancellationToken);
                releases = await store.ReleasesAsync(
                    [.. page.SelectMany(record => record.Replaced.Select(entry => entry.ReleaseId).Prepend(record.FirstReleaseId)).Where(id => !told.Contains(id)).Distinct()],
                    cancellationToken);
            },
            Add = (message, record) =>
            {
                var ids = record.Current.DimensionIds;
                var observations = 0;
                foreach (var made in Within(window, mapping, ids, record.VintagesAt(vintage.ReleaseId)))
                {
                    if (told.Add(made.ReleaseId))
                        message.Releases.Add(releases[made.ReleaseId].ToNote());
                    message.Vintages.Add(mapping.ToProto(ids, made));
                    observations += 1 + made.Made.Count + made.Deleted.Length;
                }

                return observations;
            },
            SendAsync = (message, token) =>
            {
                message.ResumeToken = token.Write(sentSelection, seal);
                return responseStream.WriteAsync(message, CancellationToken.None);
            },
        };
        var first = new StreamHistoryResponse { Vintage = vintage.ToProto(), IgnoredCodes = { selection.IgnoredCodes } };
        await answer.RunAsync(first, resume ?? new ResumeToken(vintage.ReleaseId, 0, 0), selection.SelectsNothing, cancellationToken);
    }

    /// <inheritdoc/>
    public override async Task<ListRevisionsResponse> ListRevisions(ListRevisionsRequest request, ServerCallContext context)
    {
        var viewer = Caller.Of(context).ToViewer();
        var pageSize = PageRequest.Size(request.PageSize, DefaultRevisionPage);
        var selected = KeySelection.Of(request.Key, cache.Current);
        (selected.StartPeriod, selected.EndPeriod) = (request.StartPeriod, request.EndPeriod);
        var selection = new SelectionCoder(cache.Current).Code(selected);
        var position = request.PageToken.Length > 0 ? RevisionPageToken.Read(request.PageToken) : null;
        var vintage = position is null
            ? await VintageAsync(request.AsOf, context.CancellationToken)
            : await VintageAsync(position.KnownAt, RevisionPageToken.Invalid, context.CancellationToken);
        var response = new ListRevisionsResponse { Vintage = vintage.ToProto() };
        var found = await store.HistoryPageAsync(viewer, selection, vintage.ReleaseId, 0, 0, 0, context.CancellationToken);
        if (found.Count == 0)
            return response;
        var (record, mapping, window) = (found[0], new SeriesMapping(cache.Current), new ObservationWindow(selection));
        var ids = record.Current.DimensionIds;
        var revisions = Within(window, mapping, ids, record.VintagesAt(vintage.ReleaseId)).SelectMany(ObservationRevision.Of)
            .OrderBy(revision => revision.Period).ThenBy(revision => revision.ReleaseId)
            .SkipWhile(revision => position is not null && (revision.Period, revision.ReleaseId).CompareTo((position.Period, position.ReleaseId)) <= 0)
            .Take(pageSize + 1).ToList();
        var page = revisions.Take(pageSize).ToList();
        var releases = await store.ReleasesAsync(
            [.. page.SelectMany(revision => new[] { revision.ReleaseId, revision.ReplacedBy }).Distinct()], context.CancellationToken);
        var justifications = await store.AllJustificationsAsync(viewer, record.Current.RefArea, record.Current.SeriesId, vintage.ReleaseId, context.CancellationToken);
        response.Revisions.AddRange(page.Select(revision => revision.ToProto(ids, mapping, releases, justifications)));
        if (revisions.Count > pageSize)
            response.NextPageToken = new RevisionPageToken(vintage.ReleaseId, page[^1].Period, page[^1].ReleaseId).Write();
        return response;
    }

    // The vintages with the observations that the selection asks for, of all periods that ever were; without those of which nothing is left.
    private static IEnumerable<VintageColumns> Within(
        ObservationWindow window, SeriesMapping mapping, int[] dimensionIds, IReadOnlyList<VintageColumns> vintages)
    {
        int[] periods = [.. vintages.SelectMany(vintage => vintage.Made.Periods).Distinct().Order()];
        var positions = window.Positions(dimensionIds, mapping.FrequencyOf(dimensionIds), periods);
        if (positions.Count == periods.Length)
            return vintages;
        var selected = positions.Select(position => periods[position]).ToHashSet();
        return vintages.Select(vintage => vintage.Within(selected)).Where(vintage => vintage.Made.Count + vintage.Deleted.Length > 0);
    }
}
