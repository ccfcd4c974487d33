using StatExchange.V1;

namespace StatExchange.Cli;

/// <summary>States of knowledge as people read them.</summary>
internal static class VintageText
{
    public static string Of(Vintage vintage) =>
        vintage.ReleaseId == 0 ? "before the first release"
        : vintage.PublishedAt is null ? $"release {vintage.ReleaseId}"
        : $"release {vintage.ReleaseId}, {SubmissionOutput.Instant(vintage.PublishedAt)}";
}
