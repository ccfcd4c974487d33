using System.Text;
using CsvHelper;
using Google.Protobuf.Collections;
using StatExchange.V1;

namespace StatExchange.Client.Files;

/// <summary>
/// Methodology notes as flat CSV files that an office edits in a spreadsheet: a row an indicator and language. ORGANISATION, VERSION and SAVED_AT
/// are written for people, and not needed to be read.
/// </summary>
public static class MethodologyFile
{
    private const string Indicator = "INDICATOR";
    private const string Language = "LANGUAGE";
    private const string SourceTypeColumn = "SOURCE_TYPE";

    private static readonly (string Column, Func<MethodologyNote, MapField<string, string>> Of)[] Texts =
    [
        ("DEFINITION", note => note.Definition),
        ("COUNTING_RULES", note => note.CountingRules),
        ("DEVIATIONS", note => note.Deviations),
        ("COVERAGE", note => note.Coverage),
        ("SOURCE", note => note.Source),
    ];

    private static readonly string[] Needed = [Indicator, Language];
    private static readonly string[] Written = ["ORGANISATION", Indicator, "VERSION", "SAVED_AT", Language, SourceTypeColumn, .. Texts.Select(text => text.Column)];
    private static readonly SeriesFileOptions AnyTable = new() { Mapping = new StructureMap() };

    private static readonly Dictionary<string, SourceType> SourceTypes = Enum.GetValues<SourceType>().ToDictionary(NameOf, StringComparer.OrdinalIgnoreCase);

    /// <summary>The name of a source type as the contract and the file write it, "BORDER_COUNT"; empty when it is not stated.</summary>
    /// <param name="type">The source type.</param>
    public static string NameOf(SourceType type) => type == SourceType.Unspecified
        ? "" : MethodologyReflection.Descriptor.EnumTypes.Single(known => known.ClrType == typeof(SourceType)).FindValueByNumber((int)type).Name["SOURCE_TYPE_".Length..];

    /// <summary>Reads notes, with any of the separators and encodings that files of figures may have.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>A note an indicator, in the order of the file.</returns>
    /// <exception cref="MethodologyFileException">It has no notes; every fault is named.</exception>
    /// <exception cref="FileFormatException">It is no table.</exception>
    public static async Task<IReadOnlyList<MethodologyNote>> ReadAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        await using var records = await CsvRecords.OpenAsync(path, AnyTable, cancellationToken);
        if (!await records.ReadAsync(cancellationToken))
            throw new FileFormatException("The file is empty; expected methodology notes.", column: "", string.Join(',', Written));
        var faults = new List<string>();
        var columns = Enumerable.Range(0, records.Count).Select(column => Cell(records, column).Trim().ToUpperInvariant()).ToList();
        faults.AddRange(Needed.Except(columns).Select(missing => $"Row 1: The column {missing} is missing."));
        faults.AddRange(columns.Where(name => name.Length > 0 && !Written.Contains(name)).Select(unknown => $"Row 1: The column '{CellText.Cut(unknown)}' is unknown; expected {string.Join(", ", Written)}."));
        if (faults.Count > 0)
            throw new MethodologyFileException(faults);
        var notes = new List<MethodologyNote>();
        while (await records.ReadAsync(cancellationToken))
        {
            if (records.RowFault is not null)
                faults.Add($"Row {records.Row}: It cannot be read; close all quotes.");
            else if (Enumerable.Range(0, records.Count).Any(column => records[column].Length > 0))
                Add(notes, name => columns.IndexOf(name) is >= 0 and var column && column < records.Count ? Cell(records, column) : "", $"Row {records.Row}: ", faults);
        }

        return faults.Count == 0 ? notes : throw new MethodologyFileException(faults);
    }

    /// <summary>Writes notes; reading them gives the same texts.</summary>
    /// <param name="output">Where to; it is left open.</param>
    /// <param name="notes">The notes.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public static async Task WriteAsync(TextWriter output, IAsyncEnumerable<MethodologyNote> notes, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(notes);
        await using var csv = CsvWriter.Create(output, new CsvWriterOptions { NewLine = "\n" }, leaveOpen: true);
        await csv.WriteRecordAsync(Written, cancellationToken);
        await foreach (var note in notes.WithCancellation(cancellationToken))
        {
            foreach (var language in Texts.SelectMany(text => text.Of(note).Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            {
                string[] cells =
                [
                    note.Organisation, note.Indicator, $"{note.Version}", note.SavedAt is { } saved ? $"{saved.ToDateTime():s}Z" : "", language, NameOf(note.SourceType),
                    .. Texts.Select(text => text.Of(note).GetValueOrDefault(language) ?? ""),
                ];
                await csv.WriteRecordAsync([.. cells.Select(MappingText.Protect)], cancellationToken);
            }
        }
    }

    private static string Cell(CsvRecords records, int column) => MappingText.Unprotect(Encoding.UTF8.GetString(records[column]));

    private static void Add(List<MethodologyNote> notes, Func<string, string> cell, string row, List<string> faults)
    {
        var (indicator, language, source) = (cell(Indicator).Trim(), cell(Language).Trim().ToLowerInvariant(), cell(SourceTypeColumn).Trim());
        if (indicator.Length == 0 || language.Length == 0)
            faults.Add($"{row}{Indicator} and {Language} are needed.");
        if (!SourceTypes.TryGetValue(source, out var type))
            faults.Add($"{row}'{CellText.Cut(source)}' is no {SourceTypeColumn}; expected {string.Join(", ", SourceTypes.Keys.Where(name => name.Length > 0))}.");
        var note = notes.Find(known => known.Indicator == indicator);
        if (note is null)
            notes.Add(note = new MethodologyNote { Indicator = indicator, SourceType = type });
        else if (type != note.SourceType && source.Length > 0)
            faults.Add($"{row}Another row of {indicator} has another {SourceTypeColumn}.");
        if (Texts.Any(text => text.Of(note).ContainsKey(language)))
        {
            faults.Add($"{row}Another row is of {indicator} in '{language}' too.");
            return;
        }

        foreach (var (column, of) in Texts.Where(text => cell(text.Column).Trim().Length > 0))
            of(note)[language] = cell(column).Trim();
    }
}
