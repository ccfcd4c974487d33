using StatExchange.Server.Database.Figures;
using StatExchange.V1;

namespace StatExchange.Server.Queries.Completeness;

/// <summary>What releases made of a provider's total of an indicator, at whatever frequency.</summary>
/// <param name="measure">What the indicator measures.</param>
internal sealed class TotalHistory(MeasureKind measure)
{
    private readonly Dictionary<int, List<(long ReleaseId, Frequency Frequency, int Period, FigureState State)>> _changes = [];

    /// <summary>Adds every vintage of a series.</summary>
    public void Add(Frequency frequency, IEnumerable<VintageColumns> vintages)
    {
        foreach (var vintage in vintages)
        {
            for (var position = 0; position < vintage.Made.Count; position++)
                Add(vintage.ReleaseId, frequency, vintage.Made.Periods[position], FigureStates.Of(vintage.Made.StatusAt(position)));
            foreach (var period in vintage.Deleted)
                Add(vintage.ReleaseId, frequency, period, FigureState.Absent);
        }
    }

    /// <summary>How much of a year is there in the end, and since which release that has been so: 0 when nothing is there.</summary>
    public (YearCoverage Coverage, long SinceReleaseId) At(int year)
    {
        var (coverage, since) = (YearCoverage.Nothing, 0L);
        if (!_changes.TryGetValue(year, out var changes))
            return (coverage, since);
        var figures = new Dictionary<Frequency, Dictionary<int, FigureState>>();
        foreach (var release in changes.GroupBy(change => change.ReleaseId).OrderBy(release => release.Key))
        {
            foreach (var (_, frequency, period, state) in release)
            {
                if (!figures.TryGetValue(frequency, out var known))
                    figures[frequency] = known = [];
                known[period] = state;
            }

            var after = YearCoverage.Of(year, measure, figures);
            if (after.Kind != coverage.Kind)
                since = release.Key;
            coverage = after;
        }

        return coverage.Kind == CoverageKind.Nothing ? (coverage, 0) : (coverage, since);
    }

    private void Add(long releaseId, Frequency frequency, int period, FigureState state)
    {
        var year = frequency.FirstDayOf(period).Year;
        if (!_changes.TryGetValue(year, out var changes))
            _changes[year] = changes = [];
        changes.Add((releaseId, frequency, period, state));
    }
}
