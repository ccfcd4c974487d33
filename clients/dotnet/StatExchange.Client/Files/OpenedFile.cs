using StatExchange.Client.Files.Workbooks;
using StatExchange.V1;

namespace StatExchange.Client.Files;

/// <summary>The rows of an opened file, a sheet each, whatever kind of file it is.</summary>
/// <param name="Sheets">The rows of each sheet, before its header.</param>
/// <param name="Faults">What is wrong with the file as a whole.</param>
/// <param name="Template">Whose figures a template asks for; null when it is none.</param>
/// <param name="Owner">What the sheets are read from; null when nothing holds them.</param>
internal sealed record OpenedFile(
    IReadOnlyList<FileRecords> Sheets, IReadOnlyList<SourceFault> Faults, TemplateInfo? Template, IAsyncDisposable? Owner) : IAsyncDisposable
{
    /// <summary>Opens a file. What kind of file it is is decided here, by its first bytes.</summary>
    /// <exception cref="FileFormatException">It is neither a workbook nor a table of text.</exception>
    public static async Task<OpenedFile> OpenAsync(string path, SeriesFileOptions options, CancellationToken cancellationToken)
    {
        if (!await SourceFile.IsZipArchiveAsync(path, cancellationToken))
            return new OpenedFile([await CsvRecords.OpenAsync(path, options, cancellationToken)], [], Template: null, Owner: null);
        var workbook = await WorkbookFile.OpenAsync(path, new WorkbookOptions { MaxCellLength = options.MaxCellLength }, cancellationToken);
        var (sheets, faults) = options.Mapping is { } mapping ? Mapped(workbook, mapping) : OfFigures(workbook);
        return new OpenedFile(sheets, [.. workbook.Faults, .. faults], workbook.Template, workbook);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var sheet in Sheets)
            await sheet.DisposeAsync();
        if (Owner is not null)
            await Owner.DisposeAsync();
    }

    private static (IReadOnlyList<FileRecords> Sheets, IEnumerable<SourceFault> Faults) OfFigures(WorkbookFile workbook) => (
        [.. workbook.Sheets.Where(sheet => sheet.Role == SheetRole.Figures).Select(sheet => sheet.OpenFigures())],
        workbook.Sheets.Where(sheet => sheet.Role == SheetRole.Unknown).Select(NotRead));

    // A mapping reads the sheets that have its figures. Of a workbook that has none the first one says which columns are missing.
    private static (IReadOnlyList<FileRecords> Sheets, IEnumerable<SourceFault> Faults) Mapped(WorkbookFile workbook, StructureMap mapping)
    {
        var read = workbook.Sheets.Where(sheet => sheet.Header.Columns.Any(column => mapping.Figures.Any(figures => IsOf(figures, column.Header)))).ToList();
        if (read.Count == 0)
            read.AddRange(workbook.Sheets.Where(sheet => sheet.Role != SheetRole.Empty).Take(1));
        return (
            [.. read.Select(sheet => sheet.OpenRows())],
            workbook.Sheets.Except(read).Where(sheet => sheet.Role != SheetRole.Empty).Select(NotRead));
    }

    private static bool IsOf(FiguresMap figures, string header) =>
        figures.IsPattern ? MappingPattern.Create(figures.Column).IsMatch(header.Trim()) : header.Trim() == figures.Column;

    private static SourceFault NotRead(WorkbookSheet sheet) => new() { Rule = FindingRule.SheetNotRead, Sheet = sheet.Name };
}
