using System.Text;

namespace StatExchange.Client.Files;

/// <summary>What the beginning of a CSV file tells: the separator of cells, and whether it is SDMX-CSV.</summary>
internal sealed class CsvStart
{
    private const int MaxLength = 64 * 1024;
    private const string Expected = "a first column DATAFLOW (SDMX-CSV 1.0) or STRUCTURE (2.0, 2.1)";
    private static readonly char[] Separators = [',', ';', '\t'];

    private readonly string _text;

    private CsvStart(string text) => _text = text;

    public static async Task<CsvStart> ReadAsync(SourceFile file, CancellationToken cancellationToken)
    {
        await using var stream = await file.OpenAsync(offset: 0, cancellationToken);
        var buffer = new byte[MaxLength];
        var read = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return new CsvStart(Encoding.UTF8.GetString(buffer, 0, read));
    }

    /// <summary>The separator of SDMX-CSV: what follows the first header cell.</summary>
    /// <exception cref="FileFormatException">It is no SDMX-CSV.</exception>
    public char SdmxSeparator()
    {
        var quoted = _text.StartsWith('"');
        var rest = _text.AsSpan(quoted ? 1 : 0);
        var name = rest.StartsWith(SdmxCsvLayout.DataflowColumn) ? SdmxCsvLayout.DataflowColumn
            : rest.StartsWith(SdmxCsvLayout.StructureColumn) ? SdmxCsvLayout.StructureColumn
            : throw new FileFormatException(
                $"The file is no SDMX-CSV: it begins with '{FirstCell()}', expected {Expected}. Any other table needs a mapping.",
                FirstCell(), Expected);
        rest = rest[name.Length..];
        // STRUCTURE[;] declares the separator of values within a cell.
        if (rest is ['[', _, ']', ..])
            rest = rest[3..];
        if (quoted && rest is ['"', ..])
            rest = rest[1..];
        return rest switch
        {
            [',' or ';' or '\t', ..] => rest[0],
            _ => throw new FileFormatException(
                $"The column {name} is followed by no separator; expected a comma, a semicolon or a tab.", name, "one of , ; tab"),
        };
    }

    /// <summary>The separator of any other table: the one of comma, semicolon and tab that is most frequent in the header.</summary>
    /// <exception cref="FileFormatException">The file is no text.</exception>
    public char LikelySeparator()
    {
        var counts = new int[Separators.Length];
        var isQuoted = false;
        foreach (var character in _text)
        {
            if (character == '\0')
            {
                throw new FileFormatException(
                    "The file is no text, or UTF-16 without its mark; give its encoding, or save it as CSV.", column: "", "a text file");
            }

            if (character == '"')
                isQuoted = !isQuoted;
            else if (!isQuoted && character is '\n' or '\r')
                break;
            else if (!isQuoted && Array.IndexOf(Separators, character) is var separator and >= 0)
                counts[separator]++;
        }

        return Separators[Array.IndexOf(counts, counts.Max())];
    }

    private string FirstCell()
    {
        var end = _text.AsSpan().IndexOfAny(",;\t\r\n");
        return CellText.Cut(end < 0 ? _text : _text[..end]).Trim('"');
    }
}
