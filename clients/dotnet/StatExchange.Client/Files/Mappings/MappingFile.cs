using System.Text;
using CsvHelper;
using StatExchange.V1;

namespace StatExchange.Client.Files;

/// <summary>
/// Mappings as flat CSV files that an office edits in a spreadsheet; clients/dotnet/README.md describes them. The organisation and the
/// identifier are not in the file.
/// </summary>
public static class MappingFile
{
    private static readonly SeriesFileOptions AnyTable = new() { Mapping = new StructureMap() };

    /// <summary>Reads a mapping file, with any of the separators and encodings that files of figures may have.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="MappingFileException">It is no mapping; every fault is named.</exception>
    /// <exception cref="FileFormatException">It is no table.</exception>
    public static async Task<StructureMap> ReadAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var faults = new List<MappingFileFault>();
        var builder = new MappingBuilder(await ReadLinesAsync(path, faults, cancellationToken), faults);
        var mapping = builder.Build();
        return faults.Count == 0 ? mapping : throw new MappingFileException(faults);
    }

    /// <summary>Writes a mapping file; reading it gives the same mapping.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="mapping">The mapping.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public static Task WriteAsync(TextWriter writer, StructureMap mapping, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(mapping);
        return WriteAsync(writer, MappingLines.Of(mapping), cancellationToken);
    }

    /// <summary>The cells of the rows of a mapping, without the header, for people to read.</summary>
    /// <param name="mapping">The mapping.</param>
    public static IEnumerable<IReadOnlyList<string>> Describe(StructureMap mapping)
    {
        ArgumentNullException.ThrowIfNull(mapping);
        return MappingLines.Of(mapping).Select(line => line.Cells);
    }

    /// <summary>The header of a mapping file.</summary>
    public static IReadOnlyList<string> Header => MappingLine.Columns;

    internal static async Task WriteAsync(TextWriter writer, IEnumerable<MappingLine> lines, CancellationToken cancellationToken)
    {
        await using var csv = CsvWriter.Create(writer, new CsvWriterOptions { NewLine = "\n" }, leaveOpen: true);
        await csv.WriteRecordAsync(MappingLine.Columns, cancellationToken);
        foreach (var line in lines)
            await csv.WriteRecordAsync(line.Cells.Select(MappingText.Protect).ToArray(), cancellationToken);
    }

    private static async Task<List<MappingLine>> ReadLinesAsync(
        string path, List<MappingFileFault> faults, CancellationToken cancellationToken)
    {
        await using var records = await CsvRecords.OpenAsync(path, AnyTable, cancellationToken);
        var lines = new List<MappingLine>();
        if (!await records.ReadAsync(cancellationToken))
            throw new FileFormatException("The file is empty; expected a mapping.", column: "", string.Join(',', MappingLine.Columns));
        var columns = FindColumns(records, faults);
        while (await records.ReadAsync(cancellationToken))
        {
            if (records.RowFault is not null)
                faults.Add(new MappingFileFault(records.Row, "The row cannot be read; close all quotes."));
            else if (columns.Length > 0)
                lines.Add(ReadLine(records, columns));
        }

        return lines;
    }

    private static int[] FindColumns(FileRecords records, List<MappingFileFault> faults)
    {
        var headers = Enumerable.Range(0, records.Count)
            .Select(column => Encoding.UTF8.GetString(records[column]).Trim().ToLowerInvariant()).ToList();
        int[] columns = [.. MappingLine.Columns.Select(name => headers.IndexOf(name))];
        foreach (var missing in MappingLine.Columns.Where(name => !headers.Contains(name)))
            faults.Add(new MappingFileFault(records.Row, $"The column {missing} is missing; expected {string.Join(", ", MappingLine.Columns)}."));
        foreach (var unknown in headers.Where(name => name.Length > 0 && !MappingLine.Columns.Contains(name)))
            faults.Add(new MappingFileFault(records.Row, $"The column '{CellText.Cut(unknown)}' is unknown; expected {string.Join(", ", MappingLine.Columns)}."));
        return columns.Contains(-1) ? [] : columns;
    }

    private static MappingLine ReadLine(CsvRecords records, int[] columns)
    {
        string[] cells =
            [.. columns.Select(column => column < records.Count ? MappingText.Unprotect(Encoding.UTF8.GetString(records[column])) : "")];
        return new MappingLine(cells[0].Trim().ToLowerInvariant(), cells[1].Trim(), cells[2].Trim(), cells[3], cells[4], cells[5].Trim())
        {
            Row = records.Row,
        };
    }
}
