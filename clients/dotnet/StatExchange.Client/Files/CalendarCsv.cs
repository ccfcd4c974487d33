using System.Globalization;
using StatExchange.V1;

namespace StatExchange.Client.Files;

/// <summary>Writes the release calendar as comma-separated rows for spreadsheets and scripts.</summary>
public static class CalendarCsv
{
    /// <summary>Writes a header, also when no delivery follows, and the deliveries.</summary>
    /// <param name="output">Where to; it is left open.</param>
    /// <param name="deliveries">The deliveries.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public static async Task WriteAsync(TextWriter output, IAsyncEnumerable<Delivery> deliveries, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(deliveries);
        await using var csv = SpreadsheetCsv.Create(output);
        await csv.WriteRecordAsync(
            [
                "due_date", "profile", "reporting_period", "ref_area", "organisation", "status", "delivered_at", "release_id", "days_late",
                "profile_name", "ref_area_name", "organisation_name",
            ],
            cancellationToken);
        await foreach (var delivery in deliveries.WithCancellation(cancellationToken))
        {
            csv.WriteText(delivery.DueDate);
            csv.WriteText(delivery.Profile);
            csv.WriteText(delivery.ReportingPeriod);
            csv.WriteText(delivery.RefArea);
            csv.WriteText(delivery.Organisation);
            csv.WriteText(delivery.Status.ToString().ToUpperInvariant());
            csv.WriteText(delivery.DeliveredAt?.ToDateTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "");
            csv.WriteText(delivery.ReleaseId == 0 ? "" : delivery.ReleaseId.ToString(CultureInfo.InvariantCulture));
            csv.WriteText(HasPunctuality(delivery) ? delivery.DaysLate.ToString(CultureInfo.InvariantCulture) : "");
            csv.WriteText(delivery.ProfileName);
            csv.WriteText(delivery.RefAreaName);
            csv.WriteText(delivery.OrganisationName);
            await csv.EndRecordAsync(cancellationToken);
        }
    }

    /// <summary>Writes a header and punctuality, a row a group; all together come last, without a code.</summary>
    /// <param name="output">Where to; it is left open.</param>
    /// <param name="punctuality">The punctuality.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public static async Task WriteAsync(TextWriter output, GetPunctualityResponse punctuality, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(punctuality);
        await using var csv = SpreadsheetCsv.Create(output);
        await csv.WriteRecordAsync(
            [
                "code", "name", "due", "delivered_in_time", "delivered_late", "overdue", "average_delay_days", "maximal_delay_days",
                "share_in_time",
            ],
            cancellationToken);
        foreach (var group in punctuality.Groups.Append(punctuality.Total))
        {
            csv.WriteText(group.Code);
            csv.WriteText(group.Name);
            csv.WriteField(group.Due);
            csv.WriteField(group.DeliveredInTime);
            csv.WriteField(group.DeliveredLate);
            csv.WriteField(group.Overdue);
            csv.WriteText(group.AverageDelayDays.ToString("0.##", CultureInfo.InvariantCulture));
            csv.WriteField(group.MaximalDelayDays);
            csv.WriteText(group.HasShareInTime ? group.ShareInTime.ToString("0.####", CultureInfo.InvariantCulture) : "");
            await csv.EndRecordAsync(cancellationToken);
        }
    }

    /// <summary>Whether days late mean something: not before the due date of what is not delivered.</summary>
    private static bool HasPunctuality(Delivery delivery) => delivery.Status is DeliveryStatus.Delivered or DeliveryStatus.Overdue;
}
