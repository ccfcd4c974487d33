namespace StatExchange.Server.Database.Restricted;

/// <summary>What the public is not shown of the tables that a release touched.</summary>
internal sealed class HiddenObservations
{
    private readonly List<int> _refAreas = [];
    private readonly List<long> _seriesIds = [];
    private readonly List<int> _periods = [];

    /// <summary>Whether the release touched any table with restricted figures, or one that has some now.</summary>
    public bool HasTables { get; init; }

    /// <summary>Number of observations.</summary>
    public int Count => _periods.Count;

    /// <summary>The areas of the observations: entry i of each column belongs to observation i.</summary>
    public int[] RefAreas => [.. _refAreas];

    /// <summary>The series of the observations.</summary>
    public long[] SeriesIds => [.. _seriesIds];

    /// <summary>The periods of the observations.</summary>
    public int[] Periods => [.. _periods];

    /// <summary>Adds those of a series.</summary>
    public void Add(int refArea, long seriesId, IEnumerable<int> periods)
    {
        foreach (var period in periods)
        {
            _refAreas.Add(refArea);
            _seriesIds.Add(seriesId);
            _periods.Add(period);
        }
    }
}
