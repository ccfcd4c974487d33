using F23.StringSimilarity;

namespace StatExchange.Client.Files;

/// <summary>Guesses which column somebody meant.</summary>
internal static class NearestName
{
    // Below this a suggestion misleads more often than it helps.
    private const double LeastSimilarity = 0.75;

    private static readonly JaroWinkler Similarity = new();

    /// <summary>The candidate most similar to what was written, whatever its case; empty when none is similar enough.</summary>
    public static string Find(string written, IEnumerable<string> candidates)
    {
        var (nearest, similarity) = ("", LeastSimilarity);
        var upper = Normalize(written);
        foreach (var candidate in candidates)
        {
            var candidateSimilarity = Similarity.Similarity(upper, Normalize(candidate));
            if (candidateSimilarity > similarity)
                (nearest, similarity) = (candidate, candidateSimilarity);
        }

        return nearest;
    }

    // Cut: the time it takes grows with the square of the length, and no column is called by hundreds of characters.
    private static string Normalize(string name) => CellText.Cut(name.Trim()).ToUpperInvariant();
}
