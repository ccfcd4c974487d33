namespace StatExchange.Server.Database.Figures;

/// <summary>Takes a series back to what was known earlier: current figures with later entries of the history undone.</summary>
internal static class SeriesUndo
{
    /// <summary>Undoes entries, the latest first.</summary>
    /// <param name="current">The figures as known now.</param>
    /// <param name="history">What each later release replaced, the latest release first.</param>
    public static SeriesColumns Undo(SeriesColumns current, IReadOnlyList<ReplacedColumns> history)
    {
        if (history.Count == 0)
            return current;
        var observations = ObservationMap.From(current);
        foreach (var (_, replaced) in history)
        {
            for (var position = 0; position < replaced.Count; position++)
            {
                if (replaced.StatusAt(position) == SeriesColumns.Absent)
                    observations.Remove(replaced.Periods[position]);
                else
                    observations[replaced.Periods[position]] = ObservationMap.At(replaced, position);
            }
        }

        // The attributes of the time are those of the earliest release that is undone.
        return observations.ToColumns(history[^1].Columns, history[^1].Columns.Decimals);
    }
}
