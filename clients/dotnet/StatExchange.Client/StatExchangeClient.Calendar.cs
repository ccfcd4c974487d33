using StatExchange.V1;

namespace StatExchange.Client;

public sealed partial class StatExchangeClient
{
    /// <summary>What is owed, due, overdue and delivered, by due date. Pages are fetched as they are needed.</summary>
    /// <param name="query">Which deliveries; left out for all up to a year ahead.</param>
    /// <exception cref="StatExchangeException">
    /// PROFILE_NOT_FOUND, ORGANISATION_NOT_FOUND, UNKNOWN_CODE or AS_OF_IN_FUTURE.
    /// </exception>
    public IAsyncEnumerable<Delivery> ListDeliveriesAsync(DeliveryQuery? query = null) => Paging.EnumerateAsync(
        (pageToken, cancellationToken) => _runner.RunAsync(
            token => _calendar.ListDeliveriesAsync((query ?? new DeliveryQuery()).ToRequest(pageToken), cancellationToken: token),
            cancellationToken),
        page => page.Deliveries,
        page => page.NextPageToken);

    /// <summary>How punctual deliveries were, in all and by group.</summary>
    /// <param name="query">Which deliveries; left out for all.</param>
    /// <param name="grouping">What to sum up by.</param>
    /// <param name="cancellationToken">Gives up the call.</param>
    /// <exception cref="StatExchangeException">
    /// PROFILE_NOT_FOUND, ORGANISATION_NOT_FOUND, UNKNOWN_CODE or AS_OF_IN_FUTURE.
    /// </exception>
    public Task<GetPunctualityResponse> GetPunctualityAsync(
        DeliveryQuery? query = null, PunctualityGrouping grouping = PunctualityGrouping.Organisation, CancellationToken cancellationToken = default) =>
        _runner.RunAsync(
            token => _calendar.GetPunctualityAsync((query ?? new DeliveryQuery()).ToRequest(grouping), cancellationToken: token), cancellationToken);

    /// <summary>When each profile is due, and who owes it: the data that deliveries follow from.</summary>
    /// <param name="cancellationToken">Gives up the call.</param>
    public Task<ListSchedulesResponse> ListSchedulesAsync(CancellationToken cancellationToken = default) => _runner.RunAsync(
        token => _calendar.ListSchedulesAsync(new ListSchedulesRequest(), cancellationToken: token), cancellationToken);
}
