using Google.Protobuf.Collections;

namespace StatExchange.Client.Templates;

/// <summary>Texts by language, with English where a language has none.</summary>
internal static class NamesExtensions
{
    /// <summary>The text in a language.</summary>
    public static string In(this MapField<string, string> texts, string language) =>
        texts.TryGetValue(language, out var text) || texts.TryGetValue("en", out text) ? text : "";
}
