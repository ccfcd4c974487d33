using StatExchange.V1;

namespace StatExchange.Client;

/// <summary>Who submits, and what from.</summary>
public sealed record SubmissionOpening
{
    /// <summary>The organisation that submits, "AM.ARMSTAT".</summary>
    public required string Organisation { get; init; }

    /// <summary>
    /// The caller's own token, 1 to 128 characters: the same token finds the same submission for good, after a crash too. Derive it
    /// from what is submitted (a hash of the file) to resume, or take a new one to submit anew.
    /// </summary>
    public required string ClientToken { get; init; }

    /// <summary>What the figures were made from, for people: a file's name.</summary>
    public string SourceName { get; init; } = "";

    /// <summary>
    /// Digest of what is submitted, such as the SHA-256 of the file: with it the service refuses the token for other content, so that
    /// an upload is never resumed with another file. Left out, the caller sees to that.
    /// </summary>
    public string ContentDigest { get; init; } = "";

    /// <summary>The dataflow with its version.</summary>
    public string Dataflow { get; init; } = DataStructureDefinition.Dataflow;

    /// <summary>Whether it is only validated: its findings are kept, its figures dropped, and it can never be published.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>What errors do; unspecified for refusing the whole submission.</summary>
    public ErrorHandling ErrorHandling { get; init; }

    /// <summary>The organisation's mapping by which the file is read; empty when it is in the catalogue's own codes.</summary>
    public string MappingId { get; init; } = "";

    /// <summary>The version of the mapping; 0 for the latest.</summary>
    public int MappingVersion { get; init; }

    /// <summary>The profile that it is to complete, "BASIC": what is missing of it becomes a finding. Empty for none in particular.</summary>
    public string Profile { get; init; } = "";

    /// <summary>The period of that profile, as SDMX writes it; needed with a profile.</summary>
    public string ReportingPeriod { get; init; } = "";

    /// <summary>
    /// The earlier submission of the organisation that this one corrects: it becomes superseded when this one is published or scheduled.
    /// Empty for none.
    /// </summary>
    public string ReplacesSubmissionId { get; init; } = "";

    internal OpenSubmissionRequest ToRequest() => new()
    {
        Organisation = Organisation,
        ClientToken = ClientToken,
        Dataflow = Dataflow,
        SourceName = SourceName,
        ContentDigest = ContentDigest,
        DryRun = IsDryRun,
        ErrorHandling = ErrorHandling,
        MappingId = MappingId,
        MappingVersion = MappingVersion,
        Profile = Profile,
        ReportingPeriod = ReportingPeriod,
        ReplacesSubmissionId = ReplacesSubmissionId,
    };
}
