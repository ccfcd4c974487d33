namespace StatExchange.Server.Submissions;

/// <summary>A release as it is stored.</summary>
internal sealed record ReleaseRecord
{
    /// <summary>Number in the order of becoming visible, from 1.</summary>
    public required long ReleaseId { get; init; }

    /// <summary>When it became visible.</summary>
    public required DateTime PublishedAt { get; init; }

    /// <summary>Series that had no observations before.</summary>
    public required long SeriesAdded { get; init; }

    /// <summary>Series that had some and differ now.</summary>
    public required long SeriesChanged { get; init; }

    /// <summary>Observations that were not there before.</summary>
    public required long ObservationsAdded { get; init; }

    /// <summary>Observations that differ now.</summary>
    public required long ObservationsChanged { get; init; }

    /// <summary>Observations removed.</summary>
    public required long ObservationsDeleted { get; init; }
}
