using System.Globalization;

namespace StatExchange.Client.Files;

/// <summary>EMBARGO_TIME in files: an instant as ISO 8601 writes it, "2027-01-15T11:00:00Z" or "2027-01-15T16:00:00+05:00".</summary>
internal static class EmbargoCell
{
    private const string Written = "yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'";

    // A time without its zone is nobody's instant.
    private static readonly string[] Formats =
        ["yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFzzz", "yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd'T'HH:mm:ss'Z'", Written];

    /// <summary>An instant for a cell.</summary>
    public static string ToText(DateTimeOffset until) => until.UtcDateTime.ToString(Written, CultureInfo.InvariantCulture);

    /// <summary>Reads a cell.</summary>
    public static bool TryRead(string text, out DateTimeOffset until) =>
        DateTimeOffset.TryParseExact(text.Trim(), Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out until);
}
