using StatExchange.V1;

namespace StatExchange.Server.Submissions;

/// <summary>What a submission is opened with.</summary>
internal record SubmissionOpening
{
    /// <summary>The organisation that submits.</summary>
    public required string Organisation { get; init; }

    /// <summary>The client's own token.</summary>
    public required string ClientToken { get; init; }

    /// <summary>The dataflow it is for.</summary>
    public required string Dataflow { get; init; }

    /// <summary>What it is made from.</summary>
    public required string SourceName { get; init; }

    /// <summary>Digest of what is submitted; empty when the client states none.</summary>
    public required string ContentDigest { get; init; }

    /// <summary>Whether it is only to be validated.</summary>
    public required bool DryRun { get; init; }

    /// <summary>What errors do.</summary>
    public required ErrorHandling ErrorHandling { get; init; }

    /// <summary>The mapping it is read by; empty without one.</summary>
    public required string MappingId { get; init; }

    /// <summary>The version of the mapping; 0 without one.</summary>
    public required int MappingVersion { get; init; }

    /// <summary>The profile it is to complete; empty for none.</summary>
    public required string Profile { get; init; }

    /// <summary>The period of that profile.</summary>
    public required string ReportingPeriod { get; init; }

    /// <summary>The submission that it corrects; null for none.</summary>
    public Guid? ReplacesSubmissionId { get; init; }

    /// <summary>Whether a submission found by its token was opened for the same, so that going on with it does what is asked for.</summary>
    /// <param name="submission">The submission.</param>
    /// <param name="takesAnyVersion">Whether any version of the mapping will do: a submission goes on with the one it was opened with.</param>
    public bool IsSameAs(SubmissionRecord submission, bool takesAnyVersion) =>
        Dataflow == submission.Dataflow
        && (ContentDigest.Length == 0 || submission.ContentDigest.Length == 0 || ContentDigest == submission.ContentDigest)
        && (DryRun, ErrorHandling, Profile, ReportingPeriod) == (submission.DryRun, submission.ErrorHandling, submission.Profile, submission.ReportingPeriod)
        && ReplacesSubmissionId == submission.ReplacesSubmissionId
        && MappingId == submission.MappingId && (takesAnyVersion || MappingVersion == submission.MappingVersion);
}
