using System.Globalization;
using Spectre.Console;
using StatExchange.Client.Files;
using StatExchange.V1;

namespace StatExchange.Cli;

/// <summary>Shows the release calendar.</summary>
internal static class CalendarOutput
{
    public static Task WriteAsync(
        CommandContext context, IAsyncEnumerable<Delivery> deliveries, string form, CancellationToken cancellationToken) => form switch
        {
            OutputOption.Json => JsonOutput.WriteAsync(context.Out, deliveries, cancellationToken),
            OutputOption.Csv => CalendarCsv.WriteAsync(context.Out, deliveries, cancellationToken),
            _ => WriteTableAsync(context, deliveries, cancellationToken),
        };

    public static Task WriteAsync(
        CommandContext context, GetPunctualityResponse punctuality, string form, CancellationToken cancellationToken)
    {
        switch (form)
        {
            case OutputOption.Json:
                return JsonOutput.WriteAsync(context.Out, punctuality);
            case OutputOption.Csv:
                return CalendarCsv.WriteAsync(context.Out, punctuality, cancellationToken);
            default:
                context.Screen.Write(Describe(punctuality));
                return Task.CompletedTask;
        }
    }

    private static async Task WriteTableAsync(
        CommandContext context, IAsyncEnumerable<Delivery> deliveries, CancellationToken cancellationToken)
    {
        var table = Tables.Create("Due", "Profile", "Period", "Area", "Organisation", "Status", "Delivered", "Days late");
        var counts = new SortedDictionary<DeliveryStatus, int>();
        await foreach (var delivery in deliveries.WithCancellation(cancellationToken))
        {
            var hasPunctuality = delivery.Status is DeliveryStatus.Delivered or DeliveryStatus.Overdue;
            table.Add(
                delivery.DueDate,
                delivery.Profile,
                delivery.ReportingPeriod,
                $"{delivery.RefArea}: {delivery.RefAreaName}",
                delivery.Organisation,
                delivery.Status.ToString().ToUpperInvariant(),
                delivery.DeliveredAt is { } at ? $"{at.ToDateTime():yyyy-MM-dd}, release {delivery.ReleaseId}" : "",
                hasPunctuality ? $"{delivery.DaysLate}" : "");
            counts[delivery.Status] = counts.GetValueOrDefault(delivery.Status) + 1;
        }

        context.Screen.Write(table);
        var byStatus = counts.Select(count => $"{count.Value} {count.Key.ToString().ToLowerInvariant()}");
        context.Remark(counts.Count == 0 ? "0 deliveries." : $"{table.Rows.Count} deliveries: {string.Join(", ", byStatus)}.");
    }

    private static Table Describe(GetPunctualityResponse punctuality)
    {
        var table = Tables.Create("", "Due", "In time", "Late", "Overdue", "Average delay", "Longest delay", "Share in time");
        foreach (var group in punctuality.Groups.Append(punctuality.Total))
        {
            table.Add(
                group.Code.Length == 0 ? "All" : $"{group.Code}: {group.Name}",
                $"{group.Due}",
                $"{group.DeliveredInTime}",
                $"{group.DeliveredLate}",
                $"{group.Overdue}",
                $"{group.AverageDelayDays.ToString("0.#", CultureInfo.InvariantCulture)} days",
                $"{group.MaximalDelayDays} days",
                group.HasShareInTime ? group.ShareInTime.ToString("0.0 %", CultureInfo.InvariantCulture) : "");
        }

        return table;
    }
}
