using StatExchange.V1;

namespace StatExchange.Client;

/// <summary>Which findings are listed, and in which language; what is left out does not filter.</summary>
public sealed record FindingQuery
{
    /// <summary>Only those of this built-in rule.</summary>
    public FindingRule Rule { get; init; }

    /// <summary>Only those of this severity.</summary>
    public FindingSeverity Severity { get; init; }

    /// <summary>Only those of this rule of the catalogue, "VCO_MIG_NET".</summary>
    public string? RuleId { get; init; }

    /// <summary>Only those on this concept, "OBS_VALUE".</summary>
    public string? Concept { get; init; }

    /// <summary>Only warnings that nobody has justified.</summary>
    public bool UnjustifiedOnly { get; init; }

    /// <summary>Language of the words, "en" or "ru"; left out for English.</summary>
    public string? Language { get; init; }

    internal ListFindingsRequest ToRequest(string submissionId, string pageToken) => new()
    {
        SubmissionId = submissionId,
        Rule = Rule,
        Severity = Severity,
        RuleId = RuleId ?? "",
        Concept = Concept ?? "",
        UnjustifiedOnly = UnjustifiedOnly,
        Language = Language ?? "",
        PageToken = pageToken,
    };
}
