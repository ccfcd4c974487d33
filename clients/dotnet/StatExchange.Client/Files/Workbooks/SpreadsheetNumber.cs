using System.Globalization;

namespace StatExchange.Client.Files.Workbooks;

/// <summary>Numbers of workbooks as decimal text.</summary>
/// <remarks>
/// Spreadsheets calculate with binary fractions and write them with 17 digits: 2460.2 is stored as 2460.1999999999998. People see,
/// and can enter, 15 digits. So a number of up to 15 digits, or a whole number that a program wrote, is taken exactly as it is stored; a
/// fraction of more digits is what people see of it: rounded to 15. 1E5 becomes 100000. Numbers that no decimal holds stay as written.
/// </remarks>
internal static class SpreadsheetNumber
{
    private const int VisibleDigits = 15;
    private const int SecondsPerDay = 24 * 60 * 60;

    /// <summary>Before it, spreadsheets count a day that never was: 29 February 1900.</summary>
    private const int FirstUnambiguousDay = 61;

    private const int DaysTo1904 = 1462;
    private const int DayAfterLast = 2_958_466;

    /// <summary>A number as decimal text with a point.</summary>
    public static string Format(string stored)
    {
        if (!decimal.TryParse(stored, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return stored;
        if (IsPlain(stored))
            return stored;
        if (CountDigits(stored) > VisibleDigits)
        {
            var visible = double.Parse(stored, CultureInfo.InvariantCulture).ToString("G15", CultureInfo.InvariantCulture);
            number = decimal.Parse(visible, NumberStyles.Float, CultureInfo.InvariantCulture);
        }

        return number.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>A number as the day that a date format shows, with the time when there is one; null when it is no day.</summary>
    public static string? FormatDate(string stored, bool countsFrom1904)
    {
        if (!double.TryParse(stored, NumberStyles.Float, CultureInfo.InvariantCulture, out var days))
            return null;
        if (countsFrom1904)
            days += DaysTo1904;
        if (!(days >= FirstUnambiguousDay) || days >= DayAfterLast)
            return null;
        var seconds = Math.Round((days - Math.Floor(days)) * SecondsPerDay);
        var instant = DateTime.FromOADate(Math.Floor(days)).AddSeconds(seconds);
        return instant.ToString(
            instant.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
    }

    /// <summary>Whole numbers, and fractions of no more digits than people see, need no change.</summary>
    private static bool IsPlain(string text)
    {
        var isWhole = true;
        var start = text is ['-', ..] ? 1 : 0;
        for (var i = start; i < text.Length; i++)
        {
            if (text[i] == '.')
                isWhole = false;
            else if (!char.IsAsciiDigit(text[i]))
                return false;
        }

        return char.IsAsciiDigit(text[start]) && (isWhole || CountDigits(text) <= VisibleDigits);
    }

    /// <summary>Significant digits: from the first that is not 0.</summary>
    private static int CountDigits(string text)
    {
        var mantissa = text.AsSpan();
        if (mantissa.IndexOfAny('E', 'e') is var exponent and >= 0)
            mantissa = mantissa[..exponent];
        return mantissa.TrimStart("+-0.").Count(static character => char.IsAsciiDigit(character));
    }

    private static int Count(this ReadOnlySpan<char> text, Func<char, bool> isCounted)
    {
        var count = 0;
        foreach (var character in text)
            count += isCounted(character) ? 1 : 0;
        return count;
    }
}
