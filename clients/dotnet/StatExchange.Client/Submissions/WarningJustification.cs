using StatExchange.V1;

namespace StatExchange.Client;

/// <summary>Why figures are right though rules warn of them.</summary>
public sealed record WarningJustification
{
    /// <summary>The reason in words, for whoever compares the figures; 1 to 1,000 characters.</summary>
    public required string Text { get; init; }

    /// <summary>Who gives it, for people; at most 200 characters.</summary>
    public string Author { get; init; } = "";

    /// <summary>Only warnings of this rule, "VNO_MEDIAN"; empty for all.</summary>
    public string RuleId { get; init; } = "";

    /// <summary>Only the findings of these numbers, at most 1,000; empty for all.</summary>
    public IReadOnlyList<long> Numbers { get; init; } = [];

    internal JustifyWarningsRequest ToRequest(string submissionId) => new()
    {
        SubmissionId = submissionId,
        Text = Text,
        Author = Author,
        RuleId = RuleId,
        Numbers = { Numbers },
    };
}
