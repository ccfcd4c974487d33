namespace StatExchange.Server.Queries;

/// <summary>Why an observation is right though a rule warned of it.</summary>
internal sealed record JustificationRecord
{
    /// <summary>First part of the series' address.</summary>
    public required int RefArea { get; init; }

    /// <summary>Second part of the series' address.</summary>
    public required long SeriesId { get; init; }

    /// <summary>The release it was given with.</summary>
    public required long ReleaseId { get; init; }

    /// <summary>Ordinal of the period; null when it is about the whole series.</summary>
    public int? Period { get; init; }

    /// <summary>The rule.</summary>
    public required string RuleId { get; init; }

    /// <summary>The reason.</summary>
    public required string Text { get; init; }

    /// <summary>Who gave it.</summary>
    public required string Author { get; init; }

    /// <summary>When it was given.</summary>
    public required DateTime JustifiedAt { get; init; }
}
