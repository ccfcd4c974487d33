using StatExchange.Server.Database.Figures;

namespace StatExchange.Server.Database.Restricted;

/// <summary>Covers observations: what is left says that there is one, and why it is not shown.</summary>
internal static class SeriesMask
{
    private const char Suppressed = 'Q';

    /// <summary>Covers observations of columns; entries of absent ones stay.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="hidden">The confidentiality status that is shown, by period.</param>
    /// <returns>The same object when nothing had to be covered.</returns>
    public static SeriesColumns Cover(SeriesColumns columns, IReadOnlyDictionary<int, char> hidden)
    {
        var observations = new SortedDictionary<int, StoredObservation?>();
        var isCovered = false;
        for (var position = 0; position < columns.Count; position++)
        {
            var period = columns.Periods[position];
            if (columns.StatusAt(position) == SeriesColumns.Absent)
            {
                observations[period] = null;
                continue;
            }

            var observation = ObservationMap.At(columns, position);
            if (hidden.TryGetValue(period, out var flag))
            {
                var covered = new StoredObservation(null, Suppressed, flag, null);
                isCovered |= !covered.SaysTheSameAs(observation);
                observation = covered;
            }

            observations[period] = observation;
        }

        return isCovered ? ObservationMap.ToColumns(columns, columns.Decimals, observations) : columns;
    }
}
