using System.Diagnostics.CodeAnalysis;
using System.Text;
using StatExchange.V1;

namespace StatExchange.Client.Files;

/// <summary>
/// A column of comments: <c>COMMENT_OBS</c> in the file's language, <c>COMMENT_OBS[ru]</c> in one language, or, as SDMX-CSV 2.x
/// writes multilingual values, <c>COMMENT_OBS[en;ru]</c> with cells such as <c>en:Estimate;ru:Оценка</c>.
/// </summary>
/// <param name="Column">The column.</param>
/// <param name="Languages">Its languages; the first one is that of a text which names none.</param>
/// <param name="SubSeparator">What separates the texts within a cell.</param>
internal sealed record CommentColumn(int Column, IReadOnlyList<string> Languages, char SubSeparator)
{
    public const char DefaultSubSeparator = ';';

    public static bool TryParse(
        string name, int column, char subSeparator, string defaultLanguage, [NotNullWhen(true)] out CommentColumn? comment)
    {
        comment = null;
        if (name == ObservationConcepts.Comment)
            comment = new CommentColumn(column, [defaultLanguage], '\0');
        else if (name.StartsWith(ObservationConcepts.Comment + "[", StringComparison.Ordinal) && name.EndsWith(']'))
            comment = new CommentColumn(column, name[(ObservationConcepts.Comment.Length + 1)..^1].Split(subSeparator), subSeparator);
        return comment is not null;
    }

    /// <summary>The header of a column of one language.</summary>
    public static string HeaderOf(string language, string suffix = "") => $"{ObservationConcepts.Comment}{suffix}[{language}]";

    /// <summary>A text as a column of its language holds it: one that itself looks like a language's prefix gets that prefix.</summary>
    public static string Escape(string language, string text) =>
        text.StartsWith(language + ":", StringComparison.Ordinal) ? $"{language}:{text}" : text;

    /// <summary>Adds the texts of a cell to a comment.</summary>
    public void Read(ReadOnlySpan<byte> cell, ObservationComment comment)
    {
        var text = Encoding.UTF8.GetString(cell);
        if (SubSeparator == '\0')
        {
            comment.Text[Languages[0]] = text;
            return;
        }

        var language = Languages[0];
        var start = LanguageAt(text, 0) is { } first ? (language = first).Length + 1 : 0;
        for (var i = start; i < text.Length; i++)
        {
            if (text[i] != SubSeparator || LanguageAt(text, i + 1) is not { } next || Languages.Count == 1)
                continue;
            comment.Text[language] = text[start..i];
            language = next;
            start = i + 1 + next.Length + 1;
            i = start - 1;
        }

        comment.Text[language] = text[start..];
    }

    private string? LanguageAt(string text, int position) => Languages.FirstOrDefault(
        language => text.AsSpan(position).StartsWith(language) && text.AsSpan(position + language.Length).StartsWith(":"));
}
