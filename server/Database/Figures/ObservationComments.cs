using System.Text.Json;

namespace StatExchange.Server.Database.Figures;

/// <summary>Comments on observations as tables hold them: text by language, by ordinal of the period.</summary>
internal sealed class ObservationComments : SortedDictionary<int, SortedDictionary<string, string>>
{
    /// <summary>Reads the JSON of a column; null stays null.</summary>
    public static ObservationComments? Parse(string? json) => json is null ? null : JsonSerializer.Deserialize<ObservationComments>(json);

    /// <summary>The JSON for a column; null when there are no comments.</summary>
    public static string? ToJson(ObservationComments? comments) =>
        comments is { Count: > 0 } ? JsonSerializer.Serialize(comments) : null;

    /// <summary>Whether two comments, either of which may be missing, are the same.</summary>
    public static bool Same(SortedDictionary<string, string>? left, SortedDictionary<string, string>? right) =>
        (left?.Count ?? 0) == (right?.Count ?? 0) && (left is null || left.Count == 0 || left.SequenceEqual(right!));
}
