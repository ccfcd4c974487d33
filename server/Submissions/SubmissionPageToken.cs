using System.Globalization;
using StatExchange.Server.Errors;
using StatExchange.V1;

namespace StatExchange.Server.Submissions;

/// <summary>Where a page of submissions ended: the opening and the identifier of its last one.</summary>
internal static class SubmissionPageToken
{
    /// <summary>The token of the page after a submission.</summary>
    public static string After(SubmissionRecord last) =>
        string.Create(CultureInfo.InvariantCulture, $"{last.OpenedAt.Ticks}.{last.SubmissionId}");

    /// <summary>Reads a token; null is the first page.</summary>
    /// <exception cref="ExchangeException">It is damaged.</exception>
    public static (DateTime OpenedAt, Guid Id)? Parse(string token)
    {
        if (token.Length == 0)
            return null;
        var parts = token.Split('.');
        if (parts.Length == 2 && Guid.TryParse(parts[1], out var id)
            && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks <= DateTime.MaxValue.Ticks)
        {
            return (new DateTime(ticks, DateTimeKind.Utc), id);
        }

        throw new ExchangeException(ErrorReason.PageTokenInvalid, "The page token is damaged. List from the first page.");
    }
}
