namespace StatExchange.Server.Queries;

/// <summary>The release and the submission that a figure comes from.</summary>
/// <param name="ReleaseId">The release that made it what it is.</param>
/// <param name="PublishedAt">When that was published.</param>
/// <param name="SubmissionId">The submission that was published; null when the release published none.</param>
/// <param name="SourceName">What it was made from.</param>
/// <param name="ContentDigest">Digest of that.</param>
/// <param name="MappingId">The mapping that read it; empty without one.</param>
/// <param name="MappingVersion">The version of the mapping.</param>
internal sealed record OriginRecord(
    long ReleaseId, DateTime PublishedAt, Guid? SubmissionId, string SourceName, string ContentDigest, string MappingId, int MappingVersion);
