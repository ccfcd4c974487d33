namespace StatExchange.Server.Confidentiality;

/// <summary>Why values add up.</summary>
internal enum RelationKind
{
    /// <summary>The codes of a breakdown make up a code above them.</summary>
    Breakdown,

    /// <summary>The parts of a period make up the period.</summary>
    Time,

    /// <summary>An indicator is the sum of others.</summary>
    Indicators,
}
