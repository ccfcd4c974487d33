namespace StatExchange.Server.Database.Figures;

/// <summary>How the observations of a series differ between two states.</summary>
/// <param name="Before">Those that were changed or deleted, as they were; null when the series had none at all.</param>
/// <param name="After">Those that were added or changed, as they are; null when the series has none at all.</param>
internal sealed record SeriesDifference(SeriesColumns? Before, SeriesColumns? After)
{
    /// <summary>Compares two states, either of which may be missing.</summary>
    /// <returns>The difference; null when they say the same.</returns>
    public static SeriesDifference? Between(SeriesColumns? before, SeriesColumns? after)
    {
        var (earlier, later) = (ObservationMap.From(before), ObservationMap.From(after));
        var changed = earlier.Keys.Union(later.Keys)
            .Where(period => !(earlier.TryGetValue(period, out var old) && later.TryGetValue(period, out var now) && old.SaysTheSameAs(now)))
            .ToHashSet();
        if (changed.Count == 0 && (earlier.Count == 0 || SameAttributes(before!, after!)))
            return null;
        return new SeriesDifference(Part(before, earlier), Part(after, later));

        SeriesColumns? Part(SeriesColumns? attributes, ObservationMap all) => all.Count == 0
            ? null
            : ObservationMap.ToColumns(
                attributes!, attributes!.Decimals,
                [.. all.Where(entry => changed.Contains(entry.Key)).Select(entry => KeyValuePair.Create(entry.Key, (StoredObservation?)entry.Value))]);
    }

    // Not the decimals: 2407.0 says what 2407 does.
    private static bool SameAttributes(SeriesColumns left, SeriesColumns right) =>
        (left.UnitMeasure, left.UnitMult, left.Source) == (right.UnitMeasure, right.UnitMult, right.Source);
}
