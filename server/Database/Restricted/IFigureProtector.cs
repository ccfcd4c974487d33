namespace StatExchange.Server.Database.Restricted;

/// <summary>Decides which observations the public is not shown. It is asked about one table of figures at a time, inside a release.</summary>
internal interface IFigureProtector
{
    /// <summary>By id of the indicator the largest count that is small: values from 1 to it are hidden. Others have none.</summary>
    IReadOnlyDictionary<int, int> SmallCounts { get; }

    /// <summary>
    /// The indicators that are protected together, because some of them can be calculated from others: an indicator's own id and those
    /// of the linked ones; the same set for each of them.
    /// </summary>
    IReadOnlyCollection<int> TableOf(int indicatorId);

    /// <summary>Decides about the series of one table: all that one provider has of one area and of linked indicators.</summary>
    /// <param name="table">The series, by ascending id, as all releases left them, the one under way included.</param>
    /// <returns>By id of the series and ordinal of the period the confidentiality status that the public is shown in the value's stead.</returns>
    IReadOnlyDictionary<long, IReadOnlyDictionary<int, char>> Hide(IReadOnlyList<ProtectedSeries> table);
}
