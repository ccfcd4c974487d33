using StatExchange.V1;

namespace StatExchange.Server.Submissions;

/// <summary>A finding as facts; <see cref="FindingWords"/> makes the words.</summary>
internal sealed record FindingRecord
{
    /// <summary>Number within the submission; given when stored.</summary>
    public long Number { get; init; }

    /// <summary>What was checked.</summary>
    public required FindingRule Rule { get; init; }

    /// <summary>What it means for the submission.</summary>
    public FindingSeverity Severity { get; init; } = FindingSeverity.Error;

    /// <summary>The batch.</summary>
    public required int Batch { get; init; }

    /// <summary>The file's row; 0 when the upload named none.</summary>
    public required int Row { get; init; }

    /// <summary>The series as sent: JSON of its key.</summary>
    public required string Key { get; init; }

    /// <summary>The period as text; null when <see cref="PeriodOrdinal"/> tells it or the whole series is concerned.</summary>
    public string? Period { get; init; }

    /// <summary>The period's ordinal within the key's frequency.</summary>
    public int? PeriodOrdinal { get; init; }

    /// <summary>The concept concerned.</summary>
    public required string Concept { get; init; }

    /// <summary>What was found there.</summary>
    public required string Value { get; init; }

    /// <summary>What was expected; empty when nothing particular was.</summary>
    public string Expected { get; init; } = string.Empty;

    /// <summary>The catalogue's rule when it is one on the content.</summary>
    public string? RuleId { get; init; }

    /// <summary>What its words are made from beside value and expectation: a JSON object of texts; null when there is none.</summary>
    public string? Facts { get; init; }

    /// <summary>The sheet of a workbook; null for other files.</summary>
    public string? Sheet { get; init; }

    /// <summary>The file's column when the file has several for values, or it concerns a column of its own.</summary>
    public int? ValueColumn { get; init; }

    /// <summary>Why the figure is right nevertheless; null when nobody has said so.</summary>
    public string? Justification { get; init; }

    /// <summary>Who said so.</summary>
    public string? Author { get; init; }

    /// <summary>When it was said.</summary>
    public DateTime? JustifiedAt { get; init; }
}
