using System.Globalization;

namespace StatExchange.V1;

/// <summary>
/// A period of a frequency, "2017-Q1": its ordinal on the wire, its SDMX text for people and files.
/// </summary>
/// <param name="Frequency">The frequency that counts it.</param>
/// <param name="Ordinal">Its ordinal, as <see cref="Series.Periods"/> documents.</param>
public readonly record struct TimePeriod(Frequency Frequency, int Ordinal) : IComparable<TimePeriod>
{
    private const int YearDigits = 4;

    /// <summary>The first day of the period.</summary>
    public DateOnly FirstDay => Frequency.FirstDayOf(Ordinal);

    /// <summary>The last day of the period.</summary>
    public DateOnly LastDay => Frequency.LastDayOf(Ordinal);

    /// <summary>Reads a period of a known frequency.</summary>
    /// <param name="text">The SDMX text: 2017, 2017-A1, 2017-S1, 2017-T1, 2017-Q1, 2017-01, 2017-M01, 2017-W01, 2017-01-31, 2017-D031.</param>
    /// <param name="frequency">The frequency the text must be a period of; a multi-annual period is written as its year.</param>
    /// <param name="period">The period when the text is one.</param>
    /// <returns>Whether the text is a period of the frequency.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, Frequency frequency, out TimePeriod period)
    {
        ArgumentNullException.ThrowIfNull(frequency);
        if (!TryParse(text, out period))
            return false;
        if (period.Frequency != frequency && period.Frequency.Code == "A" && frequency.Code[0] == 'A')
            period = period with { Frequency = frequency };
        return period.Frequency == frequency;
    }

    /// <summary>Reads a period whose form tells its frequency; a year is annual.</summary>
    /// <param name="text">The SDMX text, as for the overload with a frequency.</param>
    /// <param name="period">The period when the text is one.</param>
    /// <returns>Whether the text is a period.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out TimePeriod period)
    {
        period = default;
        if (text.Length < YearDigits || !TryNumber(text[..YearDigits], out var year) || year == 0)
            return false;
        var rest = text[YearDigits..];
        if (rest.IsEmpty)
            return TryOrdinal("A", year, 1, out period);
        if (rest[0] != '-')
            return false;
        return rest.Length switch
        {
            3 when char.IsAsciiDigit(rest[1]) && TryNumber(rest[1..], out var month) => TryOrdinal("M", year, month, out period),
            6 => TryDay(text, out period),
            > 2 and <= 5 when TryNumber(rest[2..], out var number) && rest.Length - 2 == DigitsAfter(rest[1]) =>
                TryOrdinal(rest[1..2].ToString(), year, number, out period),
            _ => false,
        };
    }

    /// <summary>Reads a period whose form tells its frequency.</summary>
    /// <exception cref="FormatException">The text is no SDMX time period.</exception>
    public static TimePeriod Parse(string text) =>
        TryParse(text, out var period) ? period : throw new FormatException($"'{text}' is no SDMX time period.");

    /// <summary>The SDMX text of the period, "2017", "2017-Q1", "2017-01", "2017-W01" or "2017-01-31".</summary>
    public override string ToString()
    {
        switch (Frequency.Code)
        {
            case "D":
                return FirstDay.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            case "W":
                var monday = FirstDay.ToDateTime(TimeOnly.MinValue);
                return string.Create(CultureInfo.InvariantCulture, $"{ISOWeek.GetYear(monday):D4}-W{ISOWeek.GetWeekOfYear(monday):D2}");
        }

        var year = Ordinal / Frequency.PeriodsPerYear;
        var number = (Ordinal % Frequency.PeriodsPerYear) + 1;
        return Frequency.PeriodsPerYear switch
        {
            1 => year.ToString("D4", CultureInfo.InvariantCulture),
            12 => string.Create(CultureInfo.InvariantCulture, $"{year:D4}-{number:D2}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{year:D4}-{Frequency.Code}{number}"),
        };
    }

    /// <summary>Orders periods by their first day, shorter ones first where that is the same.</summary>
    public int CompareTo(TimePeriod other)
    {
        var byStart = FirstDay.CompareTo(other.FirstDay);
        return byStart != 0 ? byStart : LastDay.CompareTo(other.LastDay);
    }

    /// <summary>Whether one period comes before another.</summary>
    public static bool operator <(TimePeriod left, TimePeriod right) => left.CompareTo(right) < 0;

    /// <summary>Whether one period comes after another.</summary>
    public static bool operator >(TimePeriod left, TimePeriod right) => left.CompareTo(right) > 0;

    /// <summary>Whether one period does not come after another.</summary>
    public static bool operator <=(TimePeriod left, TimePeriod right) => left.CompareTo(right) <= 0;

    /// <summary>Whether one period does not come before another.</summary>
    public static bool operator >=(TimePeriod left, TimePeriod right) => left.CompareTo(right) >= 0;

    private static int DigitsAfter(char letter) => letter switch
    {
        'A' or 'S' or 'T' or 'Q' => 1,
        'M' or 'W' => 2,
        'D' => 3,
        _ => -1,
    };

    private static bool TryDay(ReadOnlySpan<char> text, out TimePeriod period)
    {
        period = default;
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return false;
        period = new TimePeriod(Frequency.Find("D")!, day.DayNumber);
        return true;
    }

    private static bool TryOrdinal(string code, int year, int number, out TimePeriod period)
    {
        period = default;
        if (number < 1 || Frequency.Find(code) is not { } frequency)
            return false;
        switch (code)
        {
            case "D" when number <= (DateTime.IsLeapYear(year) ? 366 : 365):
                period = new TimePeriod(frequency, new DateOnly(year, 1, 1).DayNumber + number - 1);
                return true;
            case "W" when number <= ISOWeek.GetWeeksInYear(year):
                var monday = DateOnly.FromDateTime(ISOWeek.ToDateTime(year, number, DayOfWeek.Monday));
                period = new TimePeriod(frequency, frequency.OrdinalOf(monday));
                return true;
            default:
                period = new TimePeriod(frequency, (year * frequency.PeriodsPerYear) + number - 1);
                return number <= frequency.PeriodsPerYear;
        }
    }

    private static bool TryNumber(ReadOnlySpan<char> digits, out int number) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
