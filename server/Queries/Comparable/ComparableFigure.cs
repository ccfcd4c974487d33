namespace StatExchange.Server.Queries.Comparable;

/// <summary>A figure that is to be put together with others, in the catalogue's unit of its indicator.</summary>
/// <param name="Value">Its value; null where it has none.</param>
/// <param name="Status">Observation status.</param>
/// <param name="Confidentiality">Confidentiality status.</param>
/// <param name="IsIncomplete">Whether it lacks something: periods within its period.</param>
/// <param name="Comment">Comment by language; null when there is none.</param>
internal sealed record ComparableFigure(
    decimal? Value, char Status, char Confidentiality, bool IsIncomplete = false, SortedDictionary<string, string>? Comment = null)
{
    /// <summary>Whether it has a value that the caller is not shown.</summary>
    public bool IsSuppressed => Value is null && Status == StatusOrder.Suppressed;
}
