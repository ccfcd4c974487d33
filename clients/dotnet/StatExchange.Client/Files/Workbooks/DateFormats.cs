namespace StatExchange.Client.Files.Workbooks;

/// <summary>Tells the number formats that show a number as a day.</summary>
internal static class DateFormats
{
    /// <summary>Whether a format that is built into spreadsheets shows a day; times of day alone (18 to 21, 45 to 47) do not.</summary>
    public static bool IsBuiltIn(int format) => format is (>= 14 and <= 17) or 22 or (>= 27 and <= 31) or 36 or (>= 50 and <= 58);

    /// <summary>Whether a format's code shows a day: it has a year or a day, or a month (not minutes of an hour or seconds).</summary>
    public static bool IsDate(string code)
    {
        var (hasDay, hasM, hasTime) = (false, false, false);
        for (var i = 0; i < code.Length; i++)
        {
            switch (char.ToLowerInvariant(code[i]))
            {
                case '"':
                    i = EndOf(code, i, '"');
                    break;
                case '[':
                    // A colour, a condition, a language, or hours beyond a day.
                    hasTime |= i + 1 < code.Length && char.ToLowerInvariant(code[i + 1]) is 'h' or 's' or 'm' && EndOf(code, i, ']') - i <= 3;
                    i = EndOf(code, i, ']');
                    break;
                case '\\' or '_' or '*':
                    i++;
                    break;
                case ';':
                    // What follows is for negative numbers and text.
                    return hasDay || (hasM && !hasTime);
                case 'y' or 'd':
                    hasDay = true;
                    break;
                case 'm':
                    hasM = true;
                    break;
                case 'h' or 's':
                    hasTime = true;
                    break;
                case 'g' when code.AsSpan(i).StartsWith("General", StringComparison.OrdinalIgnoreCase):
                    i += "General".Length - 1;
                    break;
            }
        }

        return hasDay || (hasM && !hasTime);
    }

    private static int EndOf(string code, int start, char end) =>
        code.IndexOf(end, start + 1) is var found and >= 0 ? found : code.Length;
}
