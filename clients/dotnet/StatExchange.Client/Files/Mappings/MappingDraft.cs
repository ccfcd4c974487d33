using System.Text;
using StatExchange.V1;

namespace StatExchange.Client.Files;

/// <summary>Drafts a mapping file from the header of a file, for an office to complete.</summary>
public static class MappingDraft
{
    private const int FewestPeriodColumns = 2;

    // Names that offices give their columns, beside those of the concepts themselves.
    private static readonly Dictionary<string, string[]> OtherNames = new(StringComparer.Ordinal)
    {
        ["REF_AREA"] = ["country", "area", "geo", "reporter", "country of asylum", "destination"],
        ["COUNTERPART_AREA"] = ["partner", "origin", "country of origin", "counterpart"],
        ["CITIZENSHIP"] = ["nationality", "citizen"],
        ["SEX"] = ["gender"],
        ["AGE"] = ["age group"],
        ["UNIT_MEASURE"] = ["unit"],
        ["UNIT_MULT"] = ["multiplier"],
        ["COMMENT_OBS"] = ["comment", "note", "notes", "footnote"],
        ["OBS_STATUS"] = ["status", "flag"],
        ["TIME_PERIOD"] = ["year", "period", "time", "date", "quarter", "month"],
        ["OBS_VALUE"] = ["value", "total", "number", "count", "figure", "persons"],
    };

    private static readonly Dictionary<string, string> ConceptByName = DataStructureDefinition.Concepts
        .Where(concept => concept.Id != ObservationConcepts.Embargo)
        .SelectMany(concept => OtherNames.GetValueOrDefault(concept.Id, []).Append(concept.Id).Select(name => (name, concept.Id)))
        .DistinctBy(pair => Normalize(pair.name))
        .ToDictionary(pair => Normalize(pair.name), pair => pair.Id, StringComparer.Ordinal);

    /// <summary>
    /// Writes the draft: columns whose names say what they are are mapped, the column of values is guessed, and all others are listed as
    /// unused.
    /// </summary>
    /// <param name="writer">Where to.</param>
    /// <param name="path">The file of figures.</param>
    /// <param name="options">How the file is read; its mapping is ignored.</param>
    /// <param name="cancellationToken">Ends the reading and writing.</param>
    /// <exception cref="FileFormatException">The file is no table.</exception>
    public static async Task WriteAsync(
        TextWriter writer, string path, SeriesFileOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options = (options ?? new SeriesFileOptions()) with { Mapping = new StructureMap() };
        await using var file = await OpenedFile.OpenAsync(path, options, cancellationToken);
        if (file.Sheets is not [var sheet, ..] || !await sheet.ReadAsync(cancellationToken))
            throw new FileFormatException("The file is empty; expected a header row.", column: "", "a header row");
        var headers = CellsOf(sheet);
        var firstRow = await sheet.ReadAsync(cancellationToken) ? CellsOf(sheet) : [];
        await MappingFile.WriteAsync(writer, Draft(headers, firstRow, sheet.AcceptsDecimalComma), cancellationToken);
    }

    private static IEnumerable<MappingLine> Draft(string[] headers, string[] firstRow, bool acceptsComma)
    {
        var concepts = headers.Select(FindConcept).ToList();
        var isWide = headers.Count(IsPeriod) >= FewestPeriodColumns;
        var value = isWide ? -1 : FindValue(concepts, firstRow, acceptsComma);
        yield return isWide
            ? new MappingLine(MappingLine.FiguresItem, Column: PeriodPattern(headers), Value: MappingLine.Pattern)
            : new MappingLine(MappingLine.FiguresItem, Column: value < 0 ? "" : headers[value]);
        var said = new HashSet<string>(StringComparer.Ordinal);
        for (var column = 0; column < headers.Length; column++)
        {
            if (column == value || (isWide && IsPeriod(headers[column])))
                continue;
            yield return concepts[column] is { } concept && concept != ObservationConcepts.Value && said.Add(concept)
                ? new MappingLine(MappingLine.Component, Concept: concept, Column: MappingText.Join([headers[column]]))
                : new MappingLine(MappingLine.Unused, Column: headers[column]);
        }

        // What every series needs and no column gives: to be completed.
        foreach (var dimension in Dimension.All.Where(dimension => !dimension.IsBreakdown && !said.Contains(dimension.Id)))
        {
            if (dimension.Id is not ("DATA_PROVIDER" or "FREQ"))
                yield return new MappingLine(MappingLine.Component, Concept: dimension.Id);
        }
    }

    private static int FindValue(List<string?> concepts, string[] firstRow, bool acceptsComma)
    {
        var named = concepts.IndexOf(ObservationConcepts.Value);
        return named >= 0 ? named : Enumerable.Range(0, Math.Min(concepts.Count, firstRow.Length)).LastOrDefault(
            column => concepts[column] is null
                && Cells.TryReadValue(Encoding.UTF8.GetBytes(firstRow[column]), acceptsComma, decimals: null, out _),
            defaultValue: -1);
    }

    private static string? FindConcept(string header) =>
        ConceptByName.GetValueOrDefault(Normalize(header))
        ?? (NearestName.Find(Normalize(header), ConceptByName.Keys) is { Length: > 0 } near && IsVeryNear(header, near) ? ConceptByName[near] : null);

    /// <summary>A wrong guess costs more than none: only a letter or two may differ.</summary>
    private static bool IsVeryNear(string header, string name) =>
        new F23.StringSimilarity.Levenshtein().Distance(Normalize(CellText.Cut(header)), name) <= name.Length / 5;

    private static bool IsPeriod(string header) => TimePeriod.TryParse(header.Trim(), out _);

    /// <summary>All headers of the form that the first one has: "\d{4}" for 2017, "\d{4}-Q\d" for 2017-Q1.</summary>
    private static string PeriodPattern(string[] headers)
    {
        var first = headers.First(IsPeriod).Trim();
        var frequency = TimePeriod.Parse(first).Frequency.Code;
        return frequency switch
        {
            "M" => @"\d{4}-M?\d\d",
            "D" when char.IsAsciiDigit(first[5]) => @"\d{4}-\d\d-\d\d",
            _ when first.Length == 4 => @"\d{4}",
            _ => $@"\d{{4}}-{first[5]}\d+",
        };
    }

    private static string Normalize(string name) =>
        name.Trim().Replace('_', ' ').Replace('-', ' ').ToLowerInvariant();

    private static string[] CellsOf(FileRecords records)
    {
        var cells = new string[records.Count];
        for (var column = 0; column < cells.Length; column++)
            cells[column] = Encoding.UTF8.GetString(records[column]).Trim();
        return cells;
    }
}
