using System.Globalization;
using StatExchange.V1;

namespace StatExchange.Client;

/// <summary>Which deliveries of the release calendar are asked for; what is left out does not filter.</summary>
public sealed record DeliveryQuery
{
    /// <summary>Only of this profile, "BASIC".</summary>
    public string? Profile { get; init; }

    /// <summary>Only of this organisation.</summary>
    public string? Organisation { get; init; }

    /// <summary>Only for these areas; with <see cref="AreaGroups"/>, for any of both.</summary>
    public IEnumerable<string> RefAreas { get; init; } = [];

    /// <summary>Only for areas that were members of one of these groups on the last day of the reporting period.</summary>
    public IEnumerable<string> AreaGroups { get; init; } = [];

    /// <summary>Only those with one of these statuses; of no effect on punctuality.</summary>
    public IEnumerable<DeliveryStatus> Statuses { get; init; } = [];

    /// <summary>Only due on this day or later.</summary>
    public DateOnly? DueFrom { get; init; }

    /// <summary>Only due on this day or earlier; left out for a year after <see cref="AsOf"/>.</summary>
    public DateOnly? DueTo { get; init; }

    /// <summary>The day to look at it from, in UTC: what was published by its end counts. Left out for the service's today.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Language of names, "en" or "ru"; left out for English.</summary>
    public string? Language { get; init; }

    internal ListDeliveriesRequest ToRequest(string pageToken) => new()
    {
        Selection = ToSelection(),
        Statuses = { Statuses },
        AsOfDay = Day(AsOf),
        Language = Language ?? "",
        PageToken = pageToken,
    };

    internal GetPunctualityRequest ToRequest(PunctualityGrouping grouping) => new()
    {
        Selection = ToSelection(),
        Grouping = grouping,
        AsOfDay = Day(AsOf),
        Language = Language ?? "",
    };

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    private DeliverySelection ToSelection() => new()
    {
        Profile = Profile ?? "",
        Organisation = Organisation ?? "",
        RefAreas = { RefAreas },
        AreaGroups = { AreaGroups },
        DueFrom = Day(DueFrom),
        DueTo = Day(DueTo),
    };
}
