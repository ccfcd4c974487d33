using StatExchange.V1;

namespace StatExchange.Server.Submissions.Life;

/// <summary>Something that happened to a submission, as it is stored.</summary>
internal sealed record TransitionRecord
{
    /// <summary>Number within the submission, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>The state before; null for the opening.</summary>
    public SubmissionState? FromState { get; init; }

    /// <summary>The state after.</summary>
    public required SubmissionState ToState { get; init; }

    /// <summary>When.</summary>
    public required DateTime At { get; init; }

    /// <summary>The organisation that acted; empty when the service did by itself.</summary>
    public required string Organisation { get; init; }

    /// <summary>The person that acted; empty when it is not known.</summary>
    public required string Person { get; init; }

    /// <summary>Why; may be empty.</summary>
    public required string Reason { get; init; }
}
