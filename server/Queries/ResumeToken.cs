using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using StatExchange.Server.Errors;
using StatExchange.V1;

namespace StatExchange.Server.Queries;

/// <summary>Where a stream stopped: the release it answers from, and the last series it sent.</summary>
/// <param name="ReleaseId">The release.</param>
/// <param name="RefArea">Address of the last series, first part.</param>
/// <param name="SeriesId">Address of the last series, second part.</param>
/// <param name="FromReleaseId">The release that changes are counted from; 0 when none are asked for.</param>
internal sealed record ResumeToken(long ReleaseId, int RefArea, long SeriesId, long FromReleaseId = 0)
{
    private const int Parts = 5;
    private const int HashLength = 12;

    /// <summary>The token as clients hold it, bound to their selection.</summary>
    public string Write(Selection selection) => Base64Url.EncodeToString(
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{ReleaseId}.{RefArea}.{SeriesId}.{FromReleaseId}.{Hash(selection)}")));

    /// <summary>Reads a token.</summary>
    /// <exception cref="ExchangeException">It is damaged, or of another selection.</exception>
    public static ResumeToken Read(string token, Selection selection)
    {
        if (Base64Url.IsValid(token))
        {
            var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token)).Split('.');
            if (parts.Length == Parts && parts[^1] == Hash(selection)
                && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var releaseId)
                && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var refArea)
                && long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var seriesId)
                && long.TryParse(parts[3], NumberStyles.None, CultureInfo.InvariantCulture, out var fromReleaseId))
            {
                return new ResumeToken(releaseId, refArea, seriesId, fromReleaseId);
            }
        }

        throw Invalid();
    }

    /// <summary>The refusal of a token that cannot be gone on from.</summary>
    public static ExchangeException Invalid() => new(
        ErrorReason.ResumeTokenInvalid, "The resume token is damaged or belongs to another selection. Ask again without it.");

    private static string Hash(Selection selection) => Convert.ToHexStringLower(SHA256.HashData(selection.ToByteArray()))[..HashLength];
}
