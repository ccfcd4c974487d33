namespace StatExchange.Server.Database.Figures;

/// <summary>What each release made of a series, read backwards: from its current figures and what each release replaced.</summary>
internal static class SeriesVintages
{
    /// <summary>All vintages, the earliest first.</summary>
    /// <param name="current">The figures as known now.</param>
    /// <param name="firstReleaseId">The release that the series began with.</param>
    /// <param name="history">What each later release replaced, the latest release first.</param>
    /// <param name="asOfReleaseId">Releases after this one are left out, as though they had not been yet.</param>
    public static IReadOnlyList<VintageColumns> Of(
        SeriesColumns current, long firstReleaseId, IReadOnlyList<ReplacedColumns> history, long asOfReleaseId = long.MaxValue)
    {
        var vintages = new List<VintageColumns>(history.Count + 1);
        var state = ObservationMap.From(current);
        var attributes = current;
        var replacedBy = new Dictionary<int, long>();
        foreach (var (releaseId, replaced) in history)
        {
            if (releaseId <= asOfReleaseId)
                Add(releaseId, replaced.Periods);
            for (var position = 0; position < replaced.Count; position++)
            {
                if (replaced.StatusAt(position) == SeriesColumns.Absent)
                    state.Remove(replaced.Periods[position]);
                else
                    state[replaced.Periods[position]] = ObservationMap.At(replaced, position);
            }

            attributes = replaced;
        }

        if (firstReleaseId <= asOfReleaseId)
            Add(firstReleaseId, [.. state.Keys]);
        vintages.Reverse();
        return vintages;

        void Add(long releaseId, int[] periods)
        {
            var made = periods.Where(state.ContainsKey).Select(period => KeyValuePair.Create(period, (StoredObservation?)state[period])).ToArray();
            vintages.Add(new VintageColumns(
                releaseId,
                ObservationMap.ToColumns(attributes, attributes.Decimals, made),
                [.. made.Select(entry => replacedBy.GetValueOrDefault(entry.Key))],
                [.. periods.Where(period => !state.ContainsKey(period))]));
            foreach (var period in periods)
                replacedBy[period] = releaseId;
        }
    }
}
