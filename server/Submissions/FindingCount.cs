using StatExchange.V1;

namespace StatExchange.Server.Submissions;

/// <summary>How often a rule found something in a submission.</summary>
internal sealed record FindingCount
{
    /// <summary>The rule.</summary>
    public required FindingRule Rule { get; init; }

    /// <summary>The catalogue's rule when it is one on the content.</summary>
    public string? RuleId { get; init; }

    /// <summary>Number of findings.</summary>
    public required long Findings { get; init; }

    /// <summary>Number of different rows of the file they are on.</summary>
    public required long Rows { get; init; }

    /// <summary>Number of warnings without a justification.</summary>
    public required long Unjustified { get; init; }
}
