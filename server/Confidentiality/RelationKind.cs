namespace StatExchange.Server.Confidentiality;

/// <summary>Why values add up.</summary>
internal enum RelationKind
{
    /// <summary>The codes of a breakdown make up a code above them.</summary>
    Breakdown,

    /// <summary>The parts of a period make up the period.</summary>
    Time,

    /// <summary>The last part of a period says what a stock is at the period's end.</summary>
    PeriodEnd,

    /// <summary>An indicator is the sum of others.</summary>
    Indicators,
}
