using StatExchange.V1;

namespace StatExchange.Server.Database.Figures;

/// <summary>A release as it is stored.</summary>
internal sealed record ReleaseRecord
{
    /// <summary>Number in the order of becoming visible, from 1.</summary>
    public required long ReleaseId { get; init; }

    /// <summary>When it became visible.</summary>
    public required DateTime PublishedAt { get; init; }

    /// <summary>The organisation that released.</summary>
    public string Organisation { get; init; } = string.Empty;

    /// <summary>The submission that it published; null when it published none.</summary>
    public Guid? SubmissionId { get; init; }

    /// <summary>What it did.</summary>
    public ReleaseKind Kind { get; init; } = ReleaseKind.Publication;

    /// <summary>Why, as it was stated.</summary>
    public string Reason { get; init; } = string.Empty;

    /// <summary>The instant of its embargo; null without one.</summary>
    public DateTime? EmbargoAt { get; init; }

    /// <summary>The release that it withdraws; null for none.</summary>
    public long? WithdrawsReleaseId { get; init; }

    /// <summary>The release that withdrew it; null while it stands.</summary>
    public long? WithdrawnByReleaseId { get; init; }

    /// <summary>Series that had no observations before.</summary>
    public long SeriesAdded { get; init; }

    /// <summary>Series that had some and differ now.</summary>
    public long SeriesChanged { get; init; }

    /// <summary>Observations that were not there before.</summary>
    public long ObservationsAdded { get; init; }

    /// <summary>Observations that differ now.</summary>
    public long ObservationsChanged { get; init; }

    /// <summary>Observations removed.</summary>
    public long ObservationsDeleted { get; init; }

    /// <summary>Observations of the release it withdraws that stay because later releases changed them.</summary>
    public long ObservationsLeft { get; init; }
}
