using System.Globalization;
using Grpc.Core;
using StatExchange.Server.Catalogue;
using StatExchange.Server.Errors;
using StatExchange.V1;

namespace StatExchange.Server.Calendar;

/// <summary>The release calendar over gRPC.</summary>
internal sealed class CalendarService(CalendarStore store, CatalogueCache cache, TimeProvider time) : V1.CalendarService.CalendarServiceBase
{
    private const int DefaultPage = 200;

    /// <inheritdoc/>
    public override async Task<ListDeliveriesResponse> ListDeliveries(ListDeliveriesRequest request, ServerCallContext context)
    {
        var catalogue = cache.Current;
        var pageSize = PageRequest.Size(request.PageSize, DefaultPage);
        RequestLanguage.Require(request.Language);
        RequireStatuses(request.Statuses);
        var stated = CalendarDay.Read(request.AsOfDay, "as_of_day");
        var token = DeliveryPageToken.Parse(request.PageToken, catalogue.Version, stated);
        var asOf = await AsOfAsync(token?.AsOf ?? stated, context.CancellationToken);
        var filter = DeliveryFilter.Read(request.Selection, catalogue, asOf);
        var states = await StatesAsync(filter, catalogue, asOf, context.CancellationToken);

        var found = states.Index().Skip(token?.Position ?? 0)
            .Where(entry => request.Statuses.Count == 0 || request.Statuses.Contains(entry.Item.Status)).Take(pageSize + 1).ToList();
        var response = new ListDeliveriesResponse
        {
            Deliveries = { found.Take(pageSize).Select(entry => entry.Item.ToProto(catalogue, request.Language)) },
            AsOfDay = CalendarDay.ToText(asOf),
        };
        if (found.Count > pageSize)
            response.NextPageToken = new DeliveryPageToken(catalogue.Version, asOf, found[pageSize].Index).ToString();
        return response;
    }

    /// <inheritdoc/>
    public override async Task<GetPunctualityResponse> GetPunctuality(GetPunctualityRequest request, ServerCallContext context)
    {
        var catalogue = cache.Current;
        RequestLanguage.Require(request.Language);
        var (code, name) = Grouping(request.Grouping);
        var asOf = await AsOfAsync(CalendarDay.Read(request.AsOfDay, "as_of_day"), context.CancellationToken);
        var filter = DeliveryFilter.Read(request.Selection, catalogue, asOf);
        var states = await StatesAsync(filter, catalogue, asOf, context.CancellationToken);
        var groups = states.GroupBy(state => code(state.Expected.Obligation), StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => (Code: group.Key, Summary: PunctualitySummary.Of(group)))
            .Where(group => group.Summary.Due > 0);
        return new GetPunctualityResponse
        {
            Total = PunctualitySummary.Of(states).ToProto(),
            Groups = { groups.Select(group => group.Summary.ToProto(group.Code, name(catalogue, group.Code, request.Language))) },
            AsOfDay = CalendarDay.ToText(asOf),
        };
    }

    /// <inheritdoc/>
    public override Task<ListSchedulesResponse> ListSchedules(ListSchedulesRequest request, ServerCallContext context)
    {
        var catalogue = cache.Current;
        var response = new ListSchedulesResponse { CatalogueVersion = catalogue.Version, Unchanged = request.KnownVersion == catalogue.Version };
        if (!response.Unchanged)
        {
            response.Schedules.AddRange(catalogue.Schedules.Select(schedule => schedule.ToProto()));
            response.Obligations.AddRange(catalogue.Obligations.Select(obligation => obligation.ToProto()));
        }

        return Task.FromResult(response);
    }

    private static void RequireStatuses(IEnumerable<DeliveryStatus> statuses)
    {
        foreach (var status in statuses.Where(status => status == DeliveryStatus.Unspecified || !Enum.IsDefined(status)))
            throw ExchangeException.InvalidField("statuses", $"{(int)status} is none");
    }

    private static (Func<Catalogue.DeliveryObligation, string> Code, Func<CatalogueSnapshot, string, string, string> Name) Grouping(
        PunctualityGrouping grouping) => grouping switch
        {
            PunctualityGrouping.Unspecified or PunctualityGrouping.Organisation =>
                (obligation => obligation.Organisation, CalendarMapping.NameOfOrganisation),
            PunctualityGrouping.RefArea => (obligation => obligation.RefArea, CalendarMapping.NameOfArea),
            PunctualityGrouping.Profile => (obligation => obligation.Profile, CalendarMapping.NameOfProfile),
            _ => throw ExchangeException.InvalidField("grouping", $"{(int)grouping} is none"),
        };

    private async Task<IReadOnlyList<DeliveryState>> StatesAsync(
        DeliveryFilter filter, CatalogueSnapshot catalogue, DateOnly asOf, CancellationToken cancellationToken)
    {
        var endOfDay = asOf.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        var ledger = new DeliveryLedger(
            await store.DeliveredAsync(filter.Profile, filter.Organisation, endOfDay, cancellationToken), asOf);
        return [.. DeliveryCalendar.Until(filter.DueTo, catalogue).Where(filter.Includes).Select(ledger.StateOf)];
    }

    private async Task<DateOnly> AsOfAsync(DateOnly? stated, CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        if (stated is null || stated <= today)
            return stated ?? today;
        var latest = (await store.LatestReleaseAsync(cancellationToken)).ToString(CultureInfo.InvariantCulture);
        throw new ExchangeException(
            ErrorReason.AsOfInFuture, $"That day has not come yet; today is {CalendarDay.ToText(today)} in UTC.", ("latest_release_id", latest));
    }
}
