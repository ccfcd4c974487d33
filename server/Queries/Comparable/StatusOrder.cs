using StatExchange.V1;

namespace StatExchange.Server.Queries.Comparable;

/// <summary>Which status an aggregate has, of those that its parts have.</summary>
internal static class StatusOrder
{
    /// <summary>Suppressed.</summary>
    public const char Suppressed = 'Q';

    /// <summary>Estimated.</summary>
    public const char Estimated = 'E';

    /// <summary>A gap that is not told more of.</summary>
    public const char Missing = 'O';

    private const string Estimates = "EIF";

    // What users have to know first.
    private const string Observations = "EIFPBUDVNGSJKW";

    // The strictest first.
    private const string Confidentialities = "NCDSAOTGME";

    /// <summary>Whether a value of this status is estimated, imputed or forecast.</summary>
    public static bool IsEstimate(char status) => Estimates.Contains(status);

    /// <summary>The observation status of a figure made of some.</summary>
    public static char OfValues(IEnumerable<char> statuses) => First(statuses, Observations, DataStructureDefinition.NormalStatus);

    /// <summary>The confidentiality status of a figure made of some.</summary>
    public static char OfConfidentialities(IEnumerable<char> statuses) => First(statuses, Confidentialities, DataStructureDefinition.FreeStatus);

    private static char First(IEnumerable<char> statuses, string order, char standard)
    {
        var first = order.Length;
        foreach (var status in statuses)
        {
            if (order.IndexOf(status, StringComparison.Ordinal) is var place and >= 0 && place < first)
                first = place;
        }

        return first < order.Length ? order[first] : standard;
    }
}
