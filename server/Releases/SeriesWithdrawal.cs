using StatExchange.Server.Database.Figures;
using StatExchange.V1;

namespace StatExchange.Server.Releases;

/// <summary>
/// What withdrawing a release makes of one series: each observation that is still as the release made it becomes what the latest
/// release before it that stands had made of it.
/// </summary>
internal sealed class SeriesWithdrawal
{
    private readonly SeriesColumns _current;
    private readonly SeriesColumns _attributes;
    private readonly ObservationMap _before;
    private readonly ObservationMap _after;
    private readonly IReadOnlyList<VintageColumns> _lifting;
    private readonly SortedDictionary<int, StoredObservation?> _replaced = [];
    private short _decimals;

    /// <summary>Withdraws a release.</summary>
    /// <param name="current">The figures as known now.</param>
    /// <param name="vintages">Every vintage, the earliest first.</param>
    /// <param name="withdrawn">The release.</param>
    /// <param name="isStanding">Whether another release is a publication that nobody has withdrawn.</param>
    /// <param name="isLifting">Whether another release made observations free when their embargo ended.</param>
    public SeriesWithdrawal(
        SeriesColumns current, IReadOnlyList<VintageColumns> vintages, long withdrawn, Predicate<long> isStanding, Predicate<long> isLifting)
    {
        (_current, _decimals) = (current, current.Decimals);
        _before = ObservationMap.From(current);
        _after = ObservationMap.From(current);
        _lifting = [.. vintages.Where(vintage => vintage.ReleaseId < withdrawn && isLifting(vintage.ReleaseId))];
        var relevant = vintages.Where(vintage => vintage.ReleaseId == withdrawn || isStanding(vintage.ReleaseId)).ToList();
        var own = relevant.Single(vintage => vintage.ReleaseId == withdrawn);
        var earlier = relevant.TakeWhile(vintage => vintage != own).Reverse().ToList();
        var later = relevant.SkipWhile(vintage => vintage != own).Skip(1).SelectMany(Touched).ToHashSet();
        foreach (var period in Touched(own))
        {
            if (later.Contains(period))
                Left++;
            else
                Restore(period, earlier.Find(vintage => Touched(vintage).Contains(period)));
        }

        // What describes a series comes from the last release that said something of it.
        _attributes = relevant[^1] != own ? current
            : earlier.Count > 0 ? current with { UnitMeasure = earlier[0].Made.UnitMeasure, UnitMult = earlier[0].Made.UnitMult, Source = earlier[0].Made.Source }
            : current with { Source = null };
    }

    /// <summary>Observations that stay because later releases changed them.</summary>
    public int Left { get; private set; }

    /// <summary>Observations that the release had deleted and that are there again.</summary>
    public int Added { get; private set; }

    /// <summary>Observations that are again as they were.</summary>
    public int Changed { get; private set; }

    /// <summary>Observations that are not there any more.</summary>
    public int Deleted { get; private set; }

    /// <summary>Whether the series had no observations and has some again.</summary>
    public bool IsSeriesAdded => _before.Count == 0 && _after.Count > 0;

    /// <summary>The restored observations, with the release that had made each.</summary>
    public SortedDictionary<int, long> Restored { get; } = [];

    /// <summary>The figures afterwards and the entry of the history; null when the series stays as it is.</summary>
    /// <exception cref="OverflowException">A value does not fit the decimals that all observations share.</exception>
    public (SeriesColumns Next, SeriesColumns Replaced)? Finish()
    {
        if (_replaced.Count == 0 && _attributes == _current)
            return null;
        return (_after.ToColumns(_attributes, _decimals), ObservationMap.ToColumns(_current, _current.Decimals, _replaced));
    }

    private static IEnumerable<int> Touched(VintageColumns vintage) => vintage.Made.Periods.Concat(vintage.Deleted);

    private void Restore(int period, VintageColumns? source)
    {
        var existed = _before.TryGetValue(period, out var before);
        var position = source is null ? -1 : Array.BinarySearch(source.Made.Periods, period);
        if (!existed && position < 0)
            return;
        _replaced[period] = before;
        if (position < 0)
        {
            _after.Remove(period);
            Deleted++;
            return;
        }

        var restored = ObservationMap.At(source!.Made, position);
        if (_lifting.Any(vintage => vintage.ReleaseId > source.ReleaseId && vintage.Made.Periods.Contains(period)))
            restored = restored with { Confidentiality = DataStructureDefinition.FreeStatus };
        _after[period] = restored;
        Restored[period] = source.ReleaseId;
        _decimals = Math.Max(_decimals, source.Made.Decimals);
        (Added, Changed) = existed ? (Added, Changed + 1) : (Added + 1, Changed);
    }
}
