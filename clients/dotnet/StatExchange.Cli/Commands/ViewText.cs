using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using StatExchange.V1;

namespace StatExchange.Cli.Commands;

/// <summary>A moment of knowledge as people write it: an instant, or a release.</summary>
internal static class ViewText
{
    public const string Examples = "an instant such as 2018-03-01T12:00:00Z, or release:17";

    private const string ReleasePrefix = "release:";

    // ISO 8601 only: any other form would be a guess at which day is meant.
    private static readonly string[] InstantFormats = ["yyyy-MM-dd", "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK"];

    /// <summary>Reads a moment; null when the text is none.</summary>
    public static AsOf? Parse(string text)
    {
        if (text.StartsWith(ReleasePrefix, StringComparison.OrdinalIgnoreCase))
        {
            return long.TryParse(text.AsSpan(ReleasePrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var release)
                ? new AsOf { ReleaseId = release }
                : null;
        }

        return DateTimeOffset.TryParseExact(text, InstantFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? new AsOf { Instant = instant.ToTimestamp() }
            : null;
    }
}
