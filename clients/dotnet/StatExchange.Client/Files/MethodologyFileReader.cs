using System.Text;
using System.Text.Unicode;
using StatExchange.V1;

namespace StatExchange.Client.Files;

/// <summary>Reads methodology files row by row; what cannot be read is a fault, and reading goes on.</summary>
internal static class MethodologyFileReader
{
    private const char Lost = '\uFFFD';

    private static readonly SeriesFileOptions AnyTable = new() { Mapping = new StructureMap() };
    private static readonly Dictionary<string, SourceType> SourceTypes = Enum.GetValues<SourceType>().ToDictionary(MethodologyFile.NameOf, StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads a file.</summary>
    /// <exception cref="FileFormatException">It is no table.</exception>
    public static async Task<MethodologyFileContent> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var encoding = await FileEncoding.DetectAsync(path, cancellationToken);
        if (encoding.IsSingleByte && await HasUtf8Async(path, encoding, cancellationToken))
            encoding = Encoding.UTF8;
        await using var records = await CsvRecords.OpenAsync(path, AnyTable with { Encoding = encoding }, cancellationToken);
        if (!await records.ReadAsync(cancellationToken))
            throw new FileFormatException("The file is empty; expected methodology notes.", column: "", string.Join(',', MethodologyFile.Columns));
        var content = new MethodologyFileContent();
        var columns = Enumerable.Range(0, records.Count).Select(column => Cell(records, column).Trim().ToUpperInvariant()).ToList();
        foreach (var missing in MethodologyFile.Needed.Except(columns))
            content.Add(records.Row, missing, "the column is missing; add it");
        foreach (var unknown in columns.Where(name => name.Length > 0 && !MethodologyFile.Columns.Contains(name)))
            content.Add(records.Row, "", $"the column '{CellText.Cut(unknown)}' is unknown; expected {string.Join(", ", MethodologyFile.Columns)}");
        if (MethodologyFile.Needed.Except(columns).Any())
            content.ThrowIfFaulty();
        var hasRows = false;
        while (await records.ReadAsync(cancellationToken))
        {
            if (records.RowFault is { } fault)
                content.Add(records.Row, "", fault.Rule == FindingRule.CellTooLong ? $"a cell is longer than {fault.Expected} characters; shorten it" : "it cannot be read; close all quotes");
            else if (Enumerable.Range(0, records.Count).Any(column => records[column].Length > 0))
                Add(content, records.Row, name => columns.IndexOf(name) is >= 0 and var column && column < records.Count ? Cell(records, column) : "");
            else
                continue;
            hasRows = true;
        }

        if (!hasRows)
            content.Add(1, "", "no row follows; add one for each indicator and language");
        return content;
    }

    // UTF-8 with some damaged bytes is taken for another encoding, in which all other texts would be kept as something else than they say.
    private static async Task<bool> HasUtf8Async(string path, Encoding encoding, CancellationToken cancellationToken)
    {
        await using var records = await CsvRecords.OpenAsync(path, AnyTable with { Encoding = encoding }, cancellationToken);
        while (await records.ReadAsync(cancellationToken))
        {
            if (Enumerable.Range(0, records.Count).Select(column => Cell(records, column)).Any(cell => !Ascii.IsValid(cell) && Utf8.IsValid(encoding.GetBytes(cell))))
                return true;
        }

        return false;
    }

    private static string Cell(CsvRecords records, int column) => MappingText.Unprotect(Encoding.UTF8.GetString(records[column]));

    private static void Add(MethodologyFileContent content, int row, Func<string, string> cell)
    {
        foreach (var damaged in MethodologyFile.Columns.Where(name => cell(name).Contains(Lost)))
            content.Add(row, damaged, "it has bytes that are no characters of the file's encoding; save the file as UTF-8, and write the cell anew");
        var (indicator, language) = (cell(MethodologyFile.Indicator).Trim(), cell(MethodologyFile.Language).Trim().ToLowerInvariant());
        if (indicator.Length == 0)
            content.Add(row, MethodologyFile.Indicator, "it is empty; give a code of CL_INDICATOR");
        if (language.Length == 0)
            content.Add(row, MethodologyFile.Language, "it is empty; give a code of ISO 639-1, such as en or ru");
        var source = cell(MethodologyFile.SourceTypeColumn).Trim();
        if (!SourceTypes.TryGetValue(source, out var type) && !source.Contains(Lost))
            content.Add(row, MethodologyFile.SourceTypeColumn, $"'{CellText.Cut(source)}' is no source type; expected {string.Join(", ", SourceTypes.Keys.Where(name => name.Length > 0))}");
        if (indicator.Length == 0 || language.Length == 0 || indicator.Contains(Lost) || language.Contains(Lost))
            return;
        if (content.NoteOf(row, cell(MethodologyFile.Organisation).Trim(), indicator, language) is not { } note)
            return;
        if (note.SourceType == SourceType.Unspecified)
            note.SourceType = type;
        else if (type != note.SourceType && type != SourceType.Unspecified)
            content.Add(row, MethodologyFile.SourceTypeColumn, $"another row of {indicator} has {MethodologyFile.NameOf(note.SourceType)}; give one for all its languages");
        foreach (var (column, of) in MethodologyFile.Texts.Where(text => cell(text.Column).Trim().Length > 0))
            of(note)[language] = cell(column).Trim();
    }
}
