using System.Text;

namespace StatExchange.Client.Files;

/// <summary>Cells as text.</summary>
internal static class CellText
{
    /// <summary>The most characters of a cell that travel with a finding, by contract.</summary>
    public const int MaxLength = 200;

    /// <summary>A cell as it is written, cut to what may travel.</summary>
    public static string Read(ReadOnlySpan<byte> cell) => Cut(Encoding.UTF8.GetString(cell));

    /// <summary>The start of a text, without tearing a character in two.</summary>
    public static string Cut(string text)
    {
        if (text.Length <= MaxLength)
            return text;
        return text[..(char.IsHighSurrogate(text[MaxLength - 1]) ? MaxLength - 1 : MaxLength)];
    }
}
