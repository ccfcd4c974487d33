using StatExchange.V1;

namespace StatExchange.Server.Methodology;

/// <summary>An entry of the thread of a corridor as it is stored.</summary>
internal sealed record ExplanationRecord
{
    /// <summary>Number of the entry.</summary>
    public long ExplanationId { get; init; }

    /// <summary>The indicator of the side that it was written about.</summary>
    public required string Indicator { get; init; }

    /// <summary>The reporting area of that side.</summary>
    public required string RefArea { get; init; }

    /// <summary>The area at the other end.</summary>
    public required string CounterpartArea { get; init; }

    /// <summary>Who says it.</summary>
    public required string Organisation { get; init; }

    /// <summary>What it says, by language, as JSON.</summary>
    public required string Text { get; init; }

    /// <summary>First period; empty for no bound.</summary>
    public required string StartPeriod { get; init; }

    /// <summary>Last period; empty for no bound.</summary>
    public required string EndPeriod { get; init; }

    /// <summary>Whether everybody sees it.</summary>
    public bool IsPublic { get; init; }

    /// <summary>When it was written.</summary>
    public DateTime WrittenAt { get; init; }

    /// <summary>Whether it says something of any of some days, whatever the frequency of its periods.</summary>
    public bool IsAbout(DateOnly firstDay, DateOnly lastDay) =>
        (StartPeriod.Length == 0 || TimePeriod.Parse(StartPeriod).FirstDay <= lastDay) && (EndPeriod.Length == 0 || TimePeriod.Parse(EndPeriod).LastDay >= firstDay);
}
