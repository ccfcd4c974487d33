using System.Globalization;
using CsvHelper;

namespace StatExchange.Client.Files;

/// <summary>Writes CSV that is opened in spreadsheets, where other people's text must not run as a formula.</summary>
/// <remarks>
/// Text that begins with = + - @, a tab or a carriage return gets an apostrophe in front, unless it is a plain number: -5 stays -5. For
/// exchange use SDMX-CSV, which alters nothing.
/// </remarks>
internal static class SpreadsheetCsv
{
    /// <summary>What does it.</summary>
    public const CsvInjection Injection = CsvInjection.Escape;

    /// <summary>Begins to write to a text, which is left open.</summary>
    public static CsvWriter Create(TextWriter output) =>
        CsvWriter.Create(output, new CsvWriterOptions { NewLine = "\n", Injection = Injection }, leaveOpen: true);

    /// <summary>Writes a text.</summary>
    public static void WriteText(this CsvWriter csv, string text)
    {
        if (text is ['-', ..] && IsPlainNumber(text, out var number))
            csv.WriteField(number);
        else
            csv.WriteField(text);
    }

    private static bool IsPlainNumber(string text, out decimal number) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number)
        && number.ToString(CultureInfo.InvariantCulture) == text;
}
