using System.Globalization;
using StatExchange.Server.Errors;
using StatExchange.V1;

namespace StatExchange.Server.Queries;

/// <summary>Where a page of revisions ended.</summary>
/// <param name="KnownAt">The release that all pages are answered from.</param>
/// <param name="Period">Ordinal of the period of the last revision.</param>
/// <param name="ReleaseId">The release of the last revision.</param>
internal sealed record RevisionPageToken(long KnownAt, int Period, long ReleaseId)
{
    private const int Parts = 3;

    /// <summary>The token as clients hold it.</summary>
    public string Write() => string.Create(CultureInfo.InvariantCulture, $"{KnownAt}.{Period}.{ReleaseId}");

    /// <summary>Reads a token.</summary>
    /// <exception cref="ExchangeException">It is damaged.</exception>
    public static RevisionPageToken Read(string token)
    {
        if (token.Split('.') is { Length: Parts } parts
            && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var knownAt)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var period)
            && long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var releaseId))
        {
            return new RevisionPageToken(knownAt, period, releaseId);
        }

        throw Invalid();
    }

    /// <summary>The refusal of a token that cannot be gone on from.</summary>
    public static ExchangeException Invalid() => new(ErrorReason.PageTokenInvalid, "The page token is damaged. List from the first page.");
}
