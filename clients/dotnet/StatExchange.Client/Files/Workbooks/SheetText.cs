using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace StatExchange.Client.Files.Workbooks;

/// <summary>Texts as sheets hold them.</summary>
internal static partial class SheetText
{
    /// <summary>The most characters that spreadsheet programs open in a cell.</summary>
    private const int MaxLength = 32_767;

    /// <summary>
    /// A text with the characters that XML cannot have written as the format does, _x0001_, and text that looks like that as itself;
    /// cut to what a cell holds.
    /// </summary>
    public static string Encode(string text)
    {
        var encoded = Escape().Replace(text, "_x005F_");
        if (!encoded.All(XmlConvert.IsXmlChar))
            encoded = EncodeCharacters(encoded);
        if (encoded.Length <= MaxLength)
            return encoded;
        var end = MaxLength - 1;
        return encoded[..(char.IsHighSurrogate(encoded[end - 1]) ? end - 1 : end)] + "…";
    }

    private static string EncodeCharacters(string text)
    {
        var encoded = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value > char.MaxValue || XmlConvert.IsXmlChar((char)rune.Value))
                encoded.Append(rune);
            else
                encoded.Append(CultureInfo.InvariantCulture, $"_x{rune.Value:X4}_");
        }

        return encoded.ToString();
    }

    [GeneratedRegex("_(?=x[0-9A-Fa-f]{4}_)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Escape();
}
