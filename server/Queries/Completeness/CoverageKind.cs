namespace StatExchange.Server.Queries.Completeness;

/// <summary>How much of a year is there; what comes first is nearer to delivered.</summary>
internal enum CoverageKind
{
    /// <summary>All of it.</summary>
    Complete,

    /// <summary>All of it cannot exist.</summary>
    CannotExist,

    /// <summary>Periods are not there.</summary>
    PeriodsMissing,

    /// <summary>All periods are there, some of them without a value.</summary>
    ValuesMissing,

    /// <summary>There are only figures of periods that make no years.</summary>
    OtherFrequency,

    /// <summary>There are only breakdowns.</summary>
    TotalMissing,

    /// <summary>Nothing.</summary>
    Nothing,
}
