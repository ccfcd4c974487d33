using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using StatExchange.Server.Catalogue;
using StatExchange.Server.Errors;
using StatExchange.Server.Hosting;
using StatExchange.Server.Telemetry;
using StatExchange.V1;

namespace StatExchange.Server.Queries;

/// <summary>Queries over gRPC.</summary>
internal sealed class QueriesService(QueriesStore store, CatalogueCache cache, StreamLifetime lifetime, TimeProvider time)
    : V1.QueriesService.QueriesServiceBase
{
    // Large enough that a message's own cost does not count, small enough to begin with at once.
    private const int ObservationsPerMessage = 10_000;

    // The instants that a google.protobuf.Timestamp may hold.
    private const long EarliestSecond = -62_135_596_800;
    private const long LatestSecond = 253_402_300_799;

    /// <inheritdoc/>
    public override async Task StreamSeries(
        StreamSeriesRequest request, IServerStreamWriter<StreamSeriesResponse> responseStream, ServerCallContext context)
    {
        using var cancellation = lifetime.Link(context);
        var cancellationToken = cancellation.Token;
        var catalogue = cache.Current;
        var selection = new SelectionCoder(catalogue).Code(request.Selection);
        var sentSelection = request.Selection ?? new Selection();
        var resume = request.ResumeToken.Length > 0 ? ResumeToken.Read(request.ResumeToken, sentSelection) : null;
        var vintage = resume is null
            ? await VintageAsync(request.AsOf, cancellationToken)
            : await store.ReleaseAsync(resume.ReleaseId, cancellationToken) ?? new VintageRecord(0, null);
        var position = resume ?? new ResumeToken(vintage.ReleaseId, 0, 0);

        var message = new StreamSeriesResponse { Vintage = ToProto(vintage), IgnoredCodes = { selection.IgnoredCodes } };
        var (window, mapping, observations) = (new ObservationWindow(selection), new SeriesMapping(catalogue), 0);
        var page = selection.SelectsNothing ? [] : await PageAsync(position);
        while (page.Count > 0)
        {
            var justifications = await store.JustificationsAsync(page, vintage.ReleaseId, cancellationToken);

            // The database reads the next page while this one is sent.
            position = position with { RefArea = page[^1].RefArea, SeriesId = page[^1].SeriesId };
            var next = PageAsync(position);
            if (page.Any(record => record.HighestCodeId > catalogue.HighestCodeId))
                mapping = new SeriesMapping(catalogue = await cache.RefreshAsync(cancellationToken));
            foreach (var record in page)
            {
                var positions = window.Positions(record.DimensionIds, mapping.FrequencyOf(record.DimensionIds), record.Columns);
                if (positions.Count == 0)
                    continue;
                mapping.AddJustifications(message, record, justifications[(record.RefArea, record.SeriesId)]);
                message.Series.Add(mapping.ToProto(record, positions));
                observations += positions.Count;
                if (observations < ObservationsPerMessage)
                    continue;
                await SendAsync(new ResumeToken(vintage.ReleaseId, record.RefArea, record.SeriesId));
                (message, observations) = (new StreamSeriesResponse(), 0);
            }

            page = await next;
        }

        if (observations > 0 || message.Vintage is not null)
            await SendAsync(position);

        Task<IReadOnlyList<SeriesRecord>> PageAsync(ResumeToken after) =>
            store.PageAsync(selection, vintage.ReleaseId, after.RefArea, after.SeriesId, cancellationToken);

        async Task SendAsync(ResumeToken token)
        {
            message.ResumeToken = token.Write(sentSelection);

            // Not with the token: a write that is cancelled resets the stream, and the caller is not told why.
            cancellationToken.ThrowIfCancellationRequested();
            await responseStream.WriteAsync(message, CancellationToken.None);
            ExchangeTelemetry.ObservationsServed.Add(observations);
        }
    }

    /// <inheritdoc/>
    public override async Task<EstimateSelectionResponse> EstimateSelection(EstimateSelectionRequest request, ServerCallContext context)
    {
        var catalogue = cache.Current;
        var selection = new SelectionCoder(catalogue).Code(request.Selection);
        var vintage = await VintageAsync(request.AsOf, context.CancellationToken);
        var response = new EstimateSelectionResponse { Vintage = ToProto(vintage), IgnoredCodes = { selection.IgnoredCodes } };
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
        var catalogue = cache.Current;
        var selection = new SelectionCoder(catalogue).Code(KeySelection.Of(request.Key, catalogue));
        if (Frequency.Find(request.Key.Freq) is not { } frequency || !TimePeriod.TryParse(request.Period, frequency, out var period))
        {
            throw new ExchangeException(
                ErrorReason.PeriodInvalid, $"'{request.Period}' is no period of the frequency {request.Key.Freq}.",
                ("field", "period"), ("period", request.Period));
        }

        var vintage = await VintageAsync(request.AsOf, context.CancellationToken);
        var found = await store.PageAsync(selection, vintage.ReleaseId, 0, 0, context.CancellationToken);
        var position = found.Count == 0 ? -1 : Array.IndexOf(found[0].Columns.Periods, period.Ordinal);
        if (position < 0)
        {
            var series = string.Join(':', Dimension.All.Select(dimension => dimension.Get(request.Key)));
            throw new ExchangeException(
                ErrorReason.ObservationNotFound, $"There is no observation {request.Period} of {series}.", ("series", series), ("period", request.Period));
        }

        var record = found[0];
        var origin = await store.OriginAsync(record.RefArea, record.SeriesId, period.Ordinal, vintage.ReleaseId, context.CancellationToken);
        var places = await store.PlacesAsync(record.RefArea, record.SeriesId, period.Ordinal, origin.ReleaseId, context.CancellationToken);
        var justifications = await store.JustificationsAsync([record], vintage.ReleaseId, context.CancellationToken);
        var mapping = new SeriesMapping(catalogue);
        return new TraceObservationResponse
        {
            Series = mapping.ToProto(record, [position]),
            Vintage = ToProto(vintage),
            Released = ToProto(new VintageRecord(origin.ReleaseId, origin.PublishedAt)),
            SubmissionId = origin.SubmissionId.ToString(),
            SourceName = origin.SourceName,
            ContentDigest = origin.ContentDigest,
            MappingId = origin.MappingId,
            MappingVersion = origin.MappingVersion,
            Places = { places.Select(SeriesMapping.ToProto) },
            Justifications =
            {
                justifications[(record.RefArea, record.SeriesId)].Where(one => one.Period is null || one.Period == period.Ordinal)
                    .Select(one => SeriesMapping.ToProto(one, frequency)),
            },
        };
    }

    private static Vintage ToProto(VintageRecord vintage) =>
        new() { ReleaseId = vintage.ReleaseId, PublishedAt = vintage.PublishedAt?.ToTimestamp() };

    private async Task<VintageRecord> VintageAsync(AsOf? asOf, CancellationToken cancellationToken)
    {
        switch (asOf?.ViewCase ?? AsOf.ViewOneofCase.None)
        {
            case AsOf.ViewOneofCase.Instant when asOf!.Instant.Seconds is < EarliestSecond or > LatestSecond || asOf.Instant.Nanos is < 0 or > 999_999_999:
                throw ExchangeException.InvalidField("as_of.instant", "it is no instant of the years 1 to 9999");
            case AsOf.ViewOneofCase.ReleaseId when asOf!.ReleaseId < 0:
                throw ExchangeException.InvalidField("as_of.release_id", "it is negative");
            case AsOf.ViewOneofCase.Instant when asOf!.Instant.ToDateTime() is var instant:
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

    private async Task<ExchangeException> InFutureAsync(CancellationToken cancellationToken)
    {
        var latest = (await store.LatestAsync(cancellationToken)).ReleaseId.ToString(CultureInfo.InvariantCulture);
        return new ExchangeException(
            ErrorReason.AsOfInFuture, $"That moment has not come yet; the latest release is {latest}.", ("latest_release_id", latest));
    }
}
