using StatExchange.Server.Database.Figures;
using StatExchange.V1;

namespace StatExchange.Server.Submissions;

/// <summary>A submission as it is stored.</summary>
internal sealed record SubmissionRecord : SubmissionOpening
{
    /// <summary>Identifier.</summary>
    public required Guid SubmissionId { get; init; }

    /// <summary>Where it stands.</summary>
    public required SubmissionState State { get; init; }

    /// <summary>When it was opened.</summary>
    public required DateTime OpenedAt { get; init; }

    /// <summary>When its upload was complete; null before.</summary>
    public DateTime? ReceivedAt { get; init; }

    /// <summary>When it was published or withdrawn; null before.</summary>
    public DateTime? ClosedAt { get; init; }

    /// <summary>The last staged batch.</summary>
    public required int LastBatch { get; init; }

    /// <summary>Number of pieces of series sent.</summary>
    public required long Series { get; init; }

    /// <summary>Number of observations sent.</summary>
    public required long Observations { get; init; }

    /// <summary>Number of errors found.</summary>
    public required long Errors { get; init; }

    /// <summary>Number of findings of all severities.</summary>
    public required long Findings { get; init; }

    /// <summary>Number of warnings found.</summary>
    public required long Warnings { get; init; }

    /// <summary>Number of findings that are information only.</summary>
    public required long Information { get; init; }

    /// <summary>Number of warnings without a justification.</summary>
    public required long UnjustifiedWarnings { get; init; }

    /// <summary>Number of observations left out.</summary>
    public required long LeftOut { get; init; }

    /// <summary>Where concepts stand in the file, as JSON; null when there is no file.</summary>
    public string? SourceColumns { get; init; }

    /// <summary>The person who opened it; empty when it is not known.</summary>
    public string OpenedBy { get; init; } = string.Empty;

    /// <summary>The instant of its embargo; null without one.</summary>
    public DateTime? EmbargoAt { get; init; }

    /// <summary>The time zone that the embargo was stated in.</summary>
    public string EmbargoZone { get; init; } = string.Empty;

    /// <summary>The submission that superseded it; null for none.</summary>
    public Guid? ReplacedBy { get; init; }

    /// <summary>The last release when the rules on the content were applied.</summary>
    public long JudgedReleaseId { get; init; }

    /// <summary>The release it was published as; null before.</summary>
    public ReleaseRecord? Release { get; init; }

    /// <summary>Whether it has errors, and errors refuse it.</summary>
    public bool IsRefusedByErrors => Errors > 0 && ErrorHandling != ErrorHandling.LeaveOut;
}
