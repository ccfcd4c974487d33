using System.Text;

namespace StatExchange.Client.Files;

/// <summary>How cells of a mapping file are written so that a spreadsheet leaves them alone and they read back as they were.</summary>
internal static class MappingText
{
    private const char Separator = '|';
    private const char Escape = '\\';
    private const char Apostrophe = '\'';
    private const string PatternPrefix = "regex:";
    private const string TextPrefix = "text:";

    /// <summary>Several texts as one cell: a | b, where a "|" within a text is written "\|".</summary>
    public static string Join(IReadOnlyList<string> texts) => string.Join(Separator, texts.Select(EscapeSeparators));

    /// <summary>The texts of a cell.</summary>
    public static List<string> Split(string cell)
    {
        var texts = new List<string>();
        var text = new StringBuilder();
        for (var i = 0; i < cell.Length; i++)
        {
            if (cell[i] == Escape && i + 1 < cell.Length && cell[i + 1] is Separator or Escape)
                text.Append(cell[++i]);
            else if (cell[i] == Separator)
                Take();
            else
                text.Append(cell[i]);
        }

        Take();
        return texts;

        void Take()
        {
            texts.Add(text.ToString());
            text.Clear();
        }
    }

    /// <summary>A value, or a pattern with its prefix.</summary>
    public static string WriteValue(string value, bool isPattern) =>
        isPattern ? PatternPrefix + value
        : value.StartsWith(PatternPrefix, StringComparison.Ordinal) || value.StartsWith(TextPrefix, StringComparison.Ordinal) ? TextPrefix + value
        : value;

    /// <summary>A value without its prefix, and whether it is a pattern.</summary>
    public static (string Value, bool IsPattern) ReadValue(string cell) =>
        cell.StartsWith(PatternPrefix, StringComparison.Ordinal) ? (cell[PatternPrefix.Length..], true)
        : cell.StartsWith(TextPrefix, StringComparison.Ordinal) ? (cell[TextPrefix.Length..], false)
        : (cell, false);

    /// <summary>A cell that no spreadsheet takes for a formula.</summary>
    public static string Protect(string cell) => IsLikeFormula(cell) ? Apostrophe + cell : cell;

    /// <summary>The cell that was protected.</summary>
    public static string Unprotect(string cell) => cell.StartsWith(Apostrophe) && IsLikeFormula(cell) ? cell[1..] : cell;

    // Whatever number of apostrophes is in front, so that each cell has exactly one form. A dash alone is no formula.
    private static bool IsLikeFormula(string cell) =>
        cell.Length > 1 && cell.TrimStart(Apostrophe) is ['=' or '+' or '-' or '@' or '\t' or '\r', ..];

    private static string EscapeSeparators(string text)
    {
        var escaped = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == Separator || (text[i] == Escape && (i + 1 == text.Length || text[i + 1] is Separator or Escape)))
                escaped.Append(Escape);
            escaped.Append(text[i]);
        }

        return escaped.ToString();
    }
}
