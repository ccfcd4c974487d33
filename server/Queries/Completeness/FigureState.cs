namespace StatExchange.Server.Queries.Completeness;

/// <summary>What is there of a figure that is owed.</summary>
internal enum FigureState
{
    /// <summary>Nothing.</summary>
    Absent,

    /// <summary>A value, or one that was sent and is not shown.</summary>
    Known,

    /// <summary>The provider says that the data cannot exist.</summary>
    CannotExist,

    /// <summary>An observation without a value that should have one.</summary>
    WithoutValue,
}
