using System.Globalization;
using Grpc.Core;
using StatExchange.Server.Access;
using StatExchange.Server.Access.Agreements;
using StatExchange.Server.Catalogue;
using StatExchange.Server.Database;
using StatExchange.Server.Errors;
using StatExchange.Server.Hosting;
using StatExchange.Server.Methodology;
using StatExchange.V1;

namespace StatExchange.Server.Queries;

/// <summary>Queries over gRPC.</summary>
internal sealed partial class QueriesService(
    QueriesStore store, AgreementStore agreements, MethodologyStore notes, ThreadReader threadReader, CatalogueCache cache, TokenSeal seal, StreamLifetime lifetime,
    TimeProvider time)
    : V1.QueriesService.QueriesServiceBase
{
    // The instants that a google.protobuf.Timestamp may hold.
    private const long EarliestSecond = -62_135_596_800;
    private const long LatestSecond = 253_402_300_799;

    /// <inheritdoc/>
    public override async Task StreamSeries(
        StreamSeriesRequest request, IServerStreamWriter<StreamSeriesResponse> responseStream, ServerCallContext context)
    {
        var viewer = Caller.Of(context).ToViewer();
        using var cancellation = lifetime.Link(context);
        var cancellationToken = cancellation.Token;
        var (selection, sentSelection) = (new SelectionCoder(cache.Current).Code(request.Selection), request.Selection ?? new Selection());
        var resume = request.ResumeToken.Length > 0 ? ResumeToken.Read(request.ResumeToken, sentSelection, seal) : null;
        var vintage = resume is null ? await VintageAsync(request.AsOf, cancellationToken) : await VintageAsync(resume.ReleaseId, ResumeToken.Invalid, cancellationToken);
        var (window, mapping) = (new ObservationWindow(selection), new SeriesMapping(cache.Current));
        var justifications = Enumerable.Empty<JustificationRecord>().ToLookup(record => (record.RefArea, record.SeriesId));
        var answer = new AnswerStream<SeriesRecord, StreamSeriesResponse>
        {
            ReadPageAsync = after => store.PageAsync(viewer, selection, vintage.ReleaseId, after.RefArea, after.SeriesId, cancellationToken),
            SeriesOf = record => record,
            BeginPageAsync = async page =>
            {
                justifications = await store.JustificationsAsync(viewer, page, vintage.ReleaseId, cancellationToken);
                mapping = await MappingAsync(mapping, page, cancellationToken);
            },
            Add = (message, record) =>
            {
                var frequency = mapping.FrequencyOf(record.DimensionIds);
                var positions = window.Positions(record.DimensionIds, frequency, record.Columns.Periods);
                if (positions.Count == 0)
                    return 0;
                QueryMapping.AddJustifications(message, frequency, justifications[(record.RefArea, record.SeriesId)]);
                message.Series.Add(mapping.ToProto(record.DimensionIds, record.Columns, positions).With(record.Embargoes));
                return positions.Count;
            },
            SendAsync = (message, token) =>
            {
                message.ResumeToken = token.Write(sentSelection, seal);
                return responseStream.WriteAsync(message, CancellationToken.None);
            },
        };
        var first = new StreamSeriesResponse { Vintage = vintage.ToProto(), IgnoredCodes = { selection.IgnoredCodes } };
        await answer.RunAsync(first, resume ?? new ResumeToken(vintage.ReleaseId, 0, 0), selection.SelectsNothing, cancellationToken);
    }

    /// <inheritdoc/>
    public override async Task<EstimateSelectionResponse> EstimateSelection(EstimateSelectionRequest request, ServerCallContext context)
    {
        var catalogue = cache.Current;
        var selection = new SelectionCoder(catalogue).Code(request.Selection);
        var vintage = await VintageAsync(request.AsOf, context.CancellationToken);
        var response = new EstimateSelectionResponse { Vintage = vintage.ToProto(), IgnoredCodes = { selection.IgnoredCodes } };
        if (selection.SelectsNothing)
            return response;
        var window = new ObservationWindow(selection);
        var ranges = Frequency.All
            .Select(frequency => (Code: catalogue.Codelist("CL_FREQ").Find(frequency.Code), Range: window.Range(frequency)))
            .Where(entry => entry.Code is not null)
            .Select(entry => (entry.Code!.Id, entry.Range.First, entry.Range.Last)).ToList();
        (response.Series, response.Observations) =
            await store.CountAsync(selection, vintage.ReleaseId, ranges, context.CancellationToken);
        return response;
    }

    /// <inheritdoc/>
    public override async Task<TraceObservationResponse> TraceObservation(TraceObservationRequest request, ServerCallContext context)
    {
        var viewer = Caller.Of(context).ToViewer();
        var catalogue = cache.Current;
        var selection = new SelectionCoder(catalogue).Code(KeySelection.Of(request.Key, catalogue));
        if (Frequency.Find(request.Key.Freq) is not { } frequency || !TimePeriod.TryParse(request.Period, frequency, out var period))
        {
            throw new ExchangeException(
                ErrorReason.PeriodInvalid, $"'{request.Period}' is no period of the frequency {request.Key.Freq}.",
                ("field", "period"), ("period", request.Period));
        }

        var vintage = await VintageAsync(request.AsOf, context.CancellationToken);
        var found = await store.PageAsync(viewer, selection, vintage.ReleaseId, 0, 0, context.CancellationToken);
        var position = found.Count == 0 ? -1 : Array.IndexOf(found[0].Columns.Periods, period.Ordinal);
        if (position < 0)
        {
            var series = string.Join(':', Dimension.All.Select(dimension => dimension.Get(request.Key)));
            throw new ExchangeException(
                ErrorReason.ObservationNotFound, $"There is no observation {request.Period} of {series}.", ("series", series), ("period", request.Period));
        }

        var record = found[0];
        var origin = await store.OriginAsync(viewer, record.RefArea, record.SeriesId, period.Ordinal, vintage.ReleaseId, context.CancellationToken);
        var places = await store.PlacesAsync(viewer, record.RefArea, record.SeriesId, period.Ordinal, origin.ReleaseId, context.CancellationToken);
        var justifications = await store.JustificationsAsync(viewer, [record], vintage.ReleaseId, context.CancellationToken);
        var mapping = new SeriesMapping(catalogue);
        return new TraceObservationResponse
        {
            Series = mapping.ToProto(record.DimensionIds, record.Columns, [position]).With(record.Embargoes),
            Vintage = vintage.ToProto(),
            Released = new VintageRecord(origin.ReleaseId, origin.PublishedAt).ToProto(),
            SubmissionId = origin.SubmissionId?.ToString() ?? string.Empty,
            SourceName = origin.SourceName,
            ContentDigest = origin.ContentDigest,
            MappingId = origin.MappingId,
            MappingVersion = origin.MappingVersion,
            Places = { places.Select(QueryMapping.ToProto) },
            Justifications =
            {
                justifications[(record.RefArea, record.SeriesId)].Where(one => one.Period is null || one.Period == period.Ordinal)
                    .Select(one => QueryMapping.ToProto(one, frequency)),
            },
        };
    }

    // Codes that another server has added since are in no series that was read before they were.
    private async Task<SeriesMapping> MappingAsync(SeriesMapping mapping, IEnumerable<SeriesRecord> page, CancellationToken cancellationToken) =>
        page.Any(record => record.HighestCodeId > mapping.HighestCodeId) ? new SeriesMapping(await cache.RefreshAsync(cancellationToken)) : mapping;

    // A token of a release that is not there is forged, or of another database, or of one that was restored to an earlier state: to answer
    // as of before the first release would look like the end of the answer.
    private async Task<VintageRecord> VintageAsync(long releaseId, Func<ExchangeException> invalidToken, CancellationToken cancellationToken) =>
        releaseId == 0 ? new VintageRecord(0, null) : await store.ReleaseAsync(releaseId, cancellationToken) ?? throw invalidToken();

    private async Task<VintageRecord> VintageAsync(AsOf? asOf, CancellationToken cancellationToken)
    {
        switch (asOf?.ViewCase ?? AsOf.ViewOneofCase.None)
        {
            case AsOf.ViewOneofCase.ReleaseId when asOf!.ReleaseId < 0:
                throw ExchangeException.InvalidField("as_of.release_id", "it is negative");
            case AsOf.ViewOneofCase.Instant when InstantOf(asOf) is { } instant:
                if (instant > time.GetUtcNow().UtcDateTime)
                    throw await InFutureAsync(cancellationToken);
                return await store.LatestAtAsync(instant, cancellationToken);
            case AsOf.ViewOneofCase.ReleaseId when asOf!.ReleaseId == 0:
                return new VintageRecord(0, null);
            case AsOf.ViewOneofCase.ReleaseId:
                return await store.ReleaseAsync(asOf!.ReleaseId, cancellationToken) ?? throw await InFutureAsync(cancellationToken);
            default:
                return await store.LatestAsync(cancellationToken);
        }
    }

    private static DateTime? InstantOf(AsOf? asOf)
    {
        if (asOf?.Instant is not { } instant)
            return null;
        if (instant.Seconds is < EarliestSecond or > LatestSecond || instant.Nanos is < 0 or > 999_999_999)
            throw ExchangeException.InvalidField("as_of.instant", "it is no instant of the years 1 to 9999");
        return instant.ToDateTime();
    }

    private async Task<ExchangeException> InFutureAsync(CancellationToken cancellationToken)
    {
        var latest = (await store.LatestAsync(cancellationToken)).ReleaseId.ToString(CultureInfo.InvariantCulture);
        return new ExchangeException(
            ErrorReason.AsOfInFuture, $"That moment has not come yet; the latest release is {latest}.", ("latest_release_id", latest));
    }
}
