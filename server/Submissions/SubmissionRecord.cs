using StatExchange.V1;

namespace StatExchange.Server.Submissions;

/// <summary>A submission as it is stored.</summary>
internal sealed record SubmissionRecord
{
    /// <summary>Identifier.</summary>
    public required Guid SubmissionId { get; init; }

    /// <summary>The organisation that submits.</summary>
    public required string Organisation { get; init; }

    /// <summary>The client's own token.</summary>
    public required string ClientToken { get; init; }

    /// <summary>The dataflow it is for.</summary>
    public required string Dataflow { get; init; }

    /// <summary>What it was made from.</summary>
    public required string SourceName { get; init; }

    /// <summary>Digest of what is submitted; empty when the client states none.</summary>
    public required string ContentDigest { get; init; }

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

    /// <summary>The release it was published as; null before.</summary>
    public ReleaseRecord? Release { get; init; }
}
