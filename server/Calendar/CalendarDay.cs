using System.Globalization;
using StatExchange.Server.Errors;

namespace StatExchange.Server.Calendar;

/// <summary>Days as the contract writes them.</summary>
internal static class CalendarDay
{
    private const string Format = "yyyy-MM-dd";

    /// <summary>The text of a day; empty for none.</summary>
    public static string ToText(DateOnly? day) => day?.ToString(Format, CultureInfo.InvariantCulture) ?? string.Empty;

    /// <summary>Reads a field of a request; null when it is empty.</summary>
    /// <exception cref="ExchangeException">It is no day.</exception>
    public static DateOnly? Read(string text, string field)
    {
        if (text.Length == 0)
            return null;
        return DateOnly.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw ExchangeException.InvalidField(field, $"'{text}' is no date like 2023-09-30");
    }
}
