using CsvHelper;
using Google.Protobuf.Collections;
using StatExchange.V1;

namespace StatExchange.Client.Files;

/// <summary>
/// Methodology notes as flat CSV files that an office edits in a spreadsheet: a row an indicator and language. ORGANISATION, when it is there,
/// names whose note it is, and no other organisation saves it. VERSION and SAVED_AT are written for people, and not read.
/// </summary>
public static class MethodologyFile
{
    internal const string Organisation = "ORGANISATION";
    internal const string Indicator = "INDICATOR";
    internal const string Language = "LANGUAGE";
    internal const string SourceTypeColumn = "SOURCE_TYPE";

    internal static readonly (string Column, Func<MethodologyNote, MapField<string, string>> Of)[] Texts =
    [
        ("DEFINITION", note => note.Definition),
        ("COUNTING_RULES", note => note.CountingRules),
        ("DEVIATIONS", note => note.Deviations),
        ("COVERAGE", note => note.Coverage),
        ("SOURCE", note => note.Source),
    ];

    internal static readonly string[] Needed = [Indicator, Language];
    internal static readonly string[] Columns = [Organisation, Indicator, "VERSION", "SAVED_AT", Language, SourceTypeColumn, .. Texts.Select(text => text.Column)];

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
        var content = await MethodologyFileReader.ReadAsync(path, cancellationToken);
        content.ThrowIfFaulty();
        return content.Notes;
    }

    /// <summary>Writes notes; reading them gives the same texts.</summary>
    /// <param name="output">Where to; it is left open.</param>
    /// <param name="notes">The notes.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public static async Task WriteAsync(TextWriter output, IAsyncEnumerable<MethodologyNote> notes, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(notes);
        await using var csv = CsvWriter.Create(output, new CsvWriterOptions { NewLine = "\n" }, leaveOpen: true);
        await csv.WriteRecordAsync(Columns, cancellationToken);
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

    /// <summary>Where a column stands among those that are written; -1 for none of them.</summary>
    internal static int Position(string column) => Array.IndexOf(Columns, column);
}
