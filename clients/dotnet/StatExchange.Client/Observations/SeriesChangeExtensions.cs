using StatExchange.V1;

namespace StatExchange.Client;

/// <summary>Reads the two sides of a change as pairs of observations.</summary>
public static class SeriesChangeExtensions
{
    /// <summary>Identifies the series that changed.</summary>
    public static SeriesKey Key(this SeriesChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return (change.After ?? change.Before).Key;
    }

    /// <summary>The observations that differ, by period; empty when an attribute of the series alone changed.</summary>
    /// <exception cref="InvalidDataException">The series' frequency is none whose periods can be counted.</exception>
    public static IEnumerable<ObservationChange> Observations(this SeriesChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return Merge(change.Before?.Observations() ?? [], change.After?.Observations() ?? []);
    }

    /// <summary>Both sides are in the order of their periods, so that one pass finds what belongs together.</summary>
    private static IEnumerable<ObservationChange> Merge(IEnumerable<Observation> before, IEnumerable<Observation> after)
    {
        using var was = before.GetEnumerator();
        using var now = after.GetEnumerator();
        var (hasOld, hasNew) = (was.MoveNext(), now.MoveNext());
        while (hasOld || hasNew)
        {
            var order = !hasNew ? -1 : !hasOld ? 1 : was.Current.Period.CompareTo(now.Current.Period);
            var (old, made) = (order <= 0 ? was.Current : (Observation?)null, order >= 0 ? now.Current : (Observation?)null);
            yield return new ObservationChange((made ?? old)!.Value.Period, old, made);
            if (order <= 0)
                hasOld = was.MoveNext();
            if (order >= 0)
                hasNew = now.MoveNext();
        }
    }
}
