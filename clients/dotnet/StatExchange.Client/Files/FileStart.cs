using System.Text;

namespace StatExchange.Client.Files;

/// <summary>What the first header cell of an SDMX-CSV file tells: the separator of cells, and that it is SDMX-CSV at all.</summary>
/// <param name="Separator">The character that follows the first header cell.</param>
internal readonly record struct FileStart(char Separator)
{
    private const int MaxLength = 256;
    private const string Expected = "a first column DATAFLOW (SDMX-CSV 1.0) or STRUCTURE (2.0, 2.1)";

    public static async Task<FileStart> ReadAsync(SourceFile file, CancellationToken cancellationToken)
    {
        await using var stream = await file.OpenAsync(offset: 0, cancellationToken);
        var buffer = new byte[MaxLength];
        var read = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return Parse(Encoding.UTF8.GetString(buffer, 0, read));
    }

    private static FileStart Parse(string text)
    {
        var quoted = text.StartsWith('"');
        var rest = text.AsSpan(quoted ? 1 : 0);
        var name = rest.StartsWith(FileLayout.DataflowColumn) ? FileLayout.DataflowColumn
            : rest.StartsWith(FileLayout.StructureColumn) ? FileLayout.StructureColumn
            : throw new FileFormatException(
                $"The file is no SDMX-CSV: it begins with '{FirstCell(text)}', expected {Expected}.", FirstCell(text), Expected);
        rest = rest[name.Length..];
        // STRUCTURE[;] declares the separator of values within a cell.
        if (rest is ['[', _, ']', ..])
            rest = rest[3..];
        if (quoted && rest is ['"', ..])
            rest = rest[1..];
        return rest switch
        {
            [',' or ';' or '\t', ..] => new FileStart(rest[0]),
            _ => throw new FileFormatException(
                $"The column {name} is followed by no separator; expected a comma, a semicolon or a tab.", name, "one of , ; tab"),
        };
    }

    private static string FirstCell(string text)
    {
        var end = text.AsSpan().IndexOfAny(",;\t\r\n");
        return CellText.Cut(end < 0 ? text : text[..end]).Trim('"');
    }
}
