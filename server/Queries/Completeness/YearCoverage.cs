using StatExchange.V1;

namespace StatExchange.Server.Queries.Completeness;

/// <summary>How much of a year a provider's figures of an indicator cover.</summary>
/// <param name="Kind">How much.</param>
/// <param name="Frequency">The frequency of the total; null when there is none.</param>
/// <param name="Lacking">Ordinals of the periods of that frequency that are not there, or without a value.</param>
internal sealed record YearCoverage(CoverageKind Kind, Frequency? Frequency, IReadOnlyList<int> Lacking)
{
    /// <summary>There is nothing.</summary>
    public static YearCoverage Nothing { get; } = new(CoverageKind.Nothing, null, []);

    /// <summary>There are breakdowns, and no total.</summary>
    public static YearCoverage OnlyBreakdowns { get; } = new(CoverageKind.TotalMissing, null, []);

    /// <summary>Judges a year by what is there of it at each frequency; of several, the nearest to complete counts.</summary>
    /// <param name="year">The year.</param>
    /// <param name="measure">What the indicator measures: of a stock, the last period of the year says all.</param>
    /// <param name="figures">The figures of the year, by frequency and ordinal of their period.</param>
    public static YearCoverage Of(int year, MeasureKind measure, IEnumerable<KeyValuePair<Frequency, Dictionary<int, FigureState>>> figures) => figures
        .Select(entry => Of(year, measure, entry.Key, entry.Value))
        .Where(coverage => coverage.Kind != CoverageKind.Nothing)
        .OrderBy(coverage => coverage.Kind).ThenBy(coverage => coverage.Frequency!.PeriodsPerYear)
        .FirstOrDefault() ?? Nothing;

    private static YearCoverage Of(int year, MeasureKind measure, Frequency frequency, Dictionary<int, FigureState> figures)
    {
        if (figures.Values.All(state => state == FigureState.Absent))
            return Nothing;
        var perYear = frequency.PeriodsPerYear;
        if (perYear == 0)
            return new YearCoverage(CoverageKind.OtherFrequency, frequency, []);
        var needed = Enumerable.Range(year * perYear, perYear).Skip(measure == MeasureKind.Stock ? perYear - 1 : 0)
            .Select(period => (Period: period, State: figures.GetValueOrDefault(period))).ToList();
        int[] lacking = [.. needed.Where(one => one.State is FigureState.Absent or FigureState.WithoutValue).Select(one => one.Period)];
        var kind = lacking.Length == 0
            ? needed.All(one => one.State == FigureState.CannotExist) ? CoverageKind.CannotExist : CoverageKind.Complete
            : needed.Any(one => one.State == FigureState.Absent) ? CoverageKind.PeriodsMissing : CoverageKind.ValuesMissing;
        return new YearCoverage(kind, frequency, lacking);
    }
}
