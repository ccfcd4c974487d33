using StatExchange.Server.Database.Figures;

namespace StatExchange.Server.Database.Restricted;

/// <summary>What the public is shown of a series with restricted figures, from a release on and of earlier ones.</summary>
/// <param name="Next">The figures of today.</param>
/// <param name="Replaced">The entry of the history: what the release replaces for the public; null when that is nothing.</param>
/// <param name="Rewritten">Entries of the history that show too much and what they become.</param>
/// <param name="IsChanged">Whether the row of today's figures is to be written.</param>
internal sealed record ShownSeries(SeriesColumns Next, SeriesColumns? Replaced, IReadOnlyList<ReplacedColumns> Rewritten, bool IsChanged)
{
    /// <summary>
    /// Hides observations from now on and in all earlier vintages. What was hidden and is not any more is shown from this release
    /// on; the history says that it was hidden before.
    /// </summary>
    /// <param name="known">The true figures as they are going to be.</param>
    /// <param name="hidden">What is hidden, with the confidentiality status that is shown.</param>
    /// <param name="shown">What the public was shown last; null when the series is new.</param>
    /// <param name="history">What each release replaced for the public.</param>
    public static ShownSeries Of(
        SeriesColumns known, IReadOnlyDictionary<int, char> hidden, SeriesColumns? shown, IReadOnlyList<ReplacedColumns> history)
    {
        var next = SeriesMask.Cover(known, hidden);
        if (shown is null)
            return new ShownSeries(next, null, [], IsChanged: true);
        var before = SeriesMask.Cover(shown, hidden);
        var rewritten = history
            .Select(entry => (Old: entry, New: entry with { Columns = SeriesMask.Cover(entry.Columns, hidden) }))
            .Where(entry => !ReferenceEquals(entry.Old.Columns, entry.New.Columns)).Select(entry => entry.New).ToList();
        var replaced = Difference(before, next);
        return new ShownSeries(next, replaced, rewritten, replaced is not null || !ReferenceEquals(before, shown));
    }

    private static SeriesColumns? Difference(SeriesColumns before, SeriesColumns next)
    {
        var (earlier, later) = (ObservationMap.From(before), ObservationMap.From(next));
        var replaced = new SortedDictionary<int, StoredObservation?>();
        foreach (var period in earlier.Keys.Union(later.Keys))
        {
            var was = earlier.GetValueOrDefault(period);
            if (was is null || !later.TryGetValue(period, out var becomes) || !was.SaysTheSameAs(becomes))
                replaced[period] = was;
        }

        var sameAttributes = (before.UnitMeasure, before.UnitMult, before.Decimals, before.Source)
            == (next.UnitMeasure, next.UnitMult, next.Decimals, next.Source);
        return replaced.Count == 0 && sameAttributes ? null : ObservationMap.ToColumns(before, before.Decimals, replaced);
    }
}
