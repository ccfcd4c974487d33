namespace StatExchange.V1;

/// <summary>
/// A frequency of CL_FREQ and how its periods are counted: the arithmetic behind <see cref="Series.Periods"/>.
/// </summary>
public sealed class Frequency
{
    private const int FirstYear = 1;
    private const int LastYear = 9999;
    private const int DaysPerWeek = 7;

    private static readonly Dictionary<string, Frequency> ByCode = new[]
    {
        new Frequency("A", 1), new Frequency("A2", 1), new Frequency("A3", 1), new Frequency("A4", 1),
        new Frequency("A5", 1), new Frequency("A10", 1), new Frequency("S", 2), new Frequency("T", 3),
        new Frequency("Q", 4), new Frequency("M", 12), new Frequency("W", 0), new Frequency("D", 0),
    }.ToDictionary(frequency => frequency.Code, StringComparer.Ordinal);

    private Frequency(string code, int periodsPerYear)
    {
        Code = code;
        PeriodsPerYear = periodsPerYear;
    }

    /// <summary>The frequencies whose periods can be counted, annual first.</summary>
    public static IReadOnlyCollection<Frequency> All => ByCode.Values;

    /// <summary>The code of CL_FREQ, "Q".</summary>
    public string Code { get; }

    /// <summary>Number of periods in a calendar year; 0 for weeks and days, which do not divide it evenly.</summary>
    public int PeriodsPerYear { get; }

    /// <summary>How a period of this frequency is written, for messages: "2017-Q1".</summary>
    public string Example => new TimePeriod(this, OrdinalOf(new DateOnly(2017, 1, 5))).ToString();

    /// <summary>The smallest ordinal of a period.</summary>
    public int FirstOrdinal => OrdinalOf(new DateOnly(FirstYear, 1, 1));

    /// <summary>The largest ordinal of a period.</summary>
    public int LastOrdinal => OrdinalOf(new DateOnly(LastYear, 12, 31));

    /// <summary>Finds the frequency with a code.</summary>
    /// <returns>The frequency, or null when the code is none whose periods can be counted.</returns>
    public static Frequency? Find(string code) => ByCode.GetValueOrDefault(code);

    /// <summary>The ordinal of the period that a day falls into.</summary>
    public int OrdinalOf(DateOnly day) => Code switch
    {
        "D" => day.DayNumber,
        "W" => day.DayNumber / DaysPerWeek,
        _ => (day.Year * PeriodsPerYear) + ((day.Month - 1) * PeriodsPerYear / 12),
    };

    /// <summary>The first day of a period. For a multi-annual frequency, of the year the period is named after.</summary>
    public DateOnly FirstDayOf(int ordinal) => Code switch
    {
        "D" => DateOnly.FromDayNumber(ordinal),
        "W" => DateOnly.FromDayNumber(ordinal * DaysPerWeek),
        _ => new DateOnly(ordinal / PeriodsPerYear, (ordinal % PeriodsPerYear * 12 / PeriodsPerYear) + 1, 1),
    };

    /// <summary>The last day of a period. For a multi-annual frequency, of the year the period is named after.</summary>
    public DateOnly LastDayOf(int ordinal) => ordinal >= LastOrdinal ? DateOnly.MaxValue : FirstDayOf(ordinal + 1).AddDays(-1);

    /// <summary>Whether a number is the ordinal of a period, years 1 to 9999.</summary>
    public bool Contains(int ordinal) => ordinal >= FirstOrdinal && ordinal <= LastOrdinal;

    /// <summary>
    /// The ordinals of the periods that lie wholly within two days. The range is empty (first above last) when there is none.
    /// </summary>
    public (int First, int Last) OrdinalsWithin(DateOnly firstDay, DateOnly lastDay)
    {
        var first = OrdinalOf(firstDay);
        var last = OrdinalOf(lastDay);
        return (FirstDayOf(first) < firstDay ? first + 1 : first, LastDayOf(last) > lastDay ? last - 1 : last);
    }

    /// <inheritdoc/>
    public override string ToString() => Code;
}
