using StatExchange.V1;

namespace StatExchange.Server.Submissions;

/// <summary>A finding as facts; <see cref="FindingText"/> makes the words.</summary>
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
}
