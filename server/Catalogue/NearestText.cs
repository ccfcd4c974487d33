using F23.StringSimilarity;

namespace StatExchange.Server.Catalogue;

/// <summary>Guesses what somebody meant to write.</summary>
internal static class NearestText
{
    // Below this a suggestion misleads more often than it helps.
    private const double LeastSimilarity = 0.75;

    private static readonly JaroWinkler Similarity = new();

    /// <summary>The candidate most similar to what was written; empty when none is similar enough.</summary>
    public static string Find(string written, IEnumerable<string> candidates)
    {
        var (best, similarity) = (string.Empty, LeastSimilarity);
        var upper = written.Trim().ToUpperInvariant();
        foreach (var candidate in candidates)
        {
            var candidateSimilarity = Similarity.Similarity(upper, candidate.ToUpperInvariant());
            if (candidateSimilarity > similarity)
                (best, similarity) = (candidate, candidateSimilarity);
        }

        return best;
    }

    /// <summary>
    /// The code most similar to what was written, by itself or by one of its names or aliases: "Armenia" and "ARM" mean AM.
    /// </summary>
    public static string Find(string written, IReadOnlyList<CodelistCode> codes)
    {
        var named = codes.FirstOrDefault(code =>
            string.Equals(code.Names.English, written, StringComparison.OrdinalIgnoreCase)
            || string.Equals(code.Names.Russian, written, StringComparison.OrdinalIgnoreCase)
            || code.Aliases.Contains(written, StringComparer.OrdinalIgnoreCase));
        return named?.Code ?? Find(written, codes.Select(code => code.Code));
    }
}
