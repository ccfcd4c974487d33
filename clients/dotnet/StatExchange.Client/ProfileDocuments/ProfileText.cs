namespace StatExchange.Client.ProfileDocuments;

/// <summary>What an organisation or the catalogue says, and in which language: not all is said in the document's.</summary>
/// <param name="Text">The text; empty when nothing is said.</param>
/// <param name="Language">Its language, "en"; empty without a text.</param>
public sealed record ProfileText(string Text, string Language)
{
    /// <summary>Nothing.</summary>
    public static readonly ProfileText None = new("", "");

    /// <summary>Whether nothing is said.</summary>
    public bool IsEmpty => Text.Length == 0;

    // In a language, else in English, else in any: something is said, and its reader should know.
    internal static ProfileText Of(IReadOnlyDictionary<string, string>? texts, string language)
    {
        if (texts is null || texts.Count == 0)
            return None;
        var known = texts.ContainsKey(language) ? language : texts.ContainsKey("en") ? "en" : texts.Keys.Min(StringComparer.Ordinal)!;
        return new ProfileText(texts[known], known);
    }
}
