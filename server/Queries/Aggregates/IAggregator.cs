namespace StatExchange.Server.Queries.Aggregates;

/// <summary>Makes the observations of one aggregate.</summary>
internal interface IAggregator
{
    /// <summary>The periods of which there is an observation of a part that belongs to the aggregate then, ascending.</summary>
    IReadOnlyList<int> Periods();

    /// <summary>The aggregate of a period.</summary>
    AggregatedFigure At(int period);

    /// <summary>The codes of a part, in the order of the dimensions that are put together.</summary>
    IEnumerable<string> CodesOf(int part);
}
