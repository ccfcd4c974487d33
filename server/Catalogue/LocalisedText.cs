namespace StatExchange.Server.Catalogue;

/// <summary>A text in the languages of the exchange.</summary>
/// <param name="English">In English.</param>
/// <param name="Russian">In Russian.</param>
public sealed record LocalisedText(string English, string Russian)
{
    /// <summary>The text by ISO 639-1 language.</summary>
    public IReadOnlyDictionary<string, string> ByLanguage =>
        new Dictionary<string, string>(StringComparer.Ordinal) { ["en"] = English, ["ru"] = Russian };

    /// <summary>The text in a language; in English when the language is another.</summary>
    public string In(string language) => language == "ru" ? Russian : English;

    /// <summary>Whether the text in any language contains another one, whatever its case.</summary>
    public bool Contains(string text) =>
        English.Contains(text, StringComparison.OrdinalIgnoreCase) || Russian.Contains(text, StringComparison.OrdinalIgnoreCase);
}
