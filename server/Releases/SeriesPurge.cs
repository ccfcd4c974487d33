using StatExchange.Server.Database.Figures;

namespace StatExchange.Server.Releases;

/// <summary>Removes the values and comments of observations from columns; what remains is a tombstone.</summary>
/// <param name="periods">The periods of the observations.</param>
internal sealed class SeriesPurge(IReadOnlyCollection<int> periods)
{
    private const char Suppressed = 'Q';
    private const char Confidential = 'C';

    /// <summary>Number of observations that had something to remove.</summary>
    public int Removed { get; private set; }

    /// <summary>Number of observations that were there at all.</summary>
    public int Seen { get; private set; }

    /// <summary>Removes what columns say of the observations; entries of absent ones stay.</summary>
    /// <returns>The columns afterwards, and the periods concerned; null when there was nothing to remove.</returns>
    public (SeriesColumns Columns, IReadOnlyList<int> Periods)? Apply(SeriesColumns columns)
    {
        var observations = new SortedDictionary<int, StoredObservation?>();
        var concerned = new List<int>();
        for (var position = 0; position < columns.Count; position++)
        {
            var period = columns.Periods[position];
            if (columns.StatusAt(position) == SeriesColumns.Absent)
            {
                observations[period] = null;
                continue;
            }

            var observation = ObservationMap.At(columns, position);
            if (periods.Contains(period))
            {
                Seen++;
                if (observation.Value is not null || observation.Comment is { Count: > 0 })
                {
                    concerned.Add(period);
                    observation = observation.Value is null
                        ? observation with { Comment = null }
                        : new StoredObservation(null, Suppressed, Confidential, null);
                }
            }

            observations[period] = observation;
        }

        Removed += concerned.Count;
        return concerned.Count == 0 ? null : (ObservationMap.ToColumns(columns, columns.Decimals, observations), concerned);
    }
}
