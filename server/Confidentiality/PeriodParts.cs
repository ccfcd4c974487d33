using StatExchange.V1;

namespace StatExchange.Server.Confidentiality;

/// <summary>How the periods of one frequency make up those of another: months a quarter, quarters a year.</summary>
internal static class PeriodParts
{
    /// <summary>Whether each period of the coarser frequency is made of whole periods of the finer one.</summary>
    public static bool Divides(Frequency? coarser, Frequency? finer) =>
        coarser is not null && finer is not null && IsWithinYear(coarser)
        && (finer.Code == "D" || (IsWithinYear(finer) && finer.PeriodsPerYear > coarser.PeriodsPerYear && finer.PeriodsPerYear % coarser.PeriodsPerYear == 0));

    /// <summary>The parts of a period.</summary>
    public static IEnumerable<int> Of(Frequency coarser, int period, Frequency finer)
    {
        var (first, last) = finer.OrdinalsWithin(coarser.FirstDayOf(period), coarser.LastDayOf(period));
        return Enumerable.Range(first, Math.Max(0, last - first + 1));
    }

    /// <summary>The period that a part belongs to.</summary>
    public static int Whole(Frequency coarser, Frequency finer, int part) => coarser.OrdinalOf(finer.FirstDayOf(part));

    // A figure of every second year may be about that year or about two.
    private static bool IsWithinYear(Frequency frequency) => frequency.PeriodsPerYear > 1 || frequency.Code == "A";
}
