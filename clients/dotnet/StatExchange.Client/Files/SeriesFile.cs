using System.Runtime.CompilerServices;
using StatExchange.Client.Files.Workbooks;
using StatExchange.V1;

namespace StatExchange.Client.Files;

/// <summary>
/// An opened file of figures: SDMX-CSV 1.0, 2.0 or 2.1, a workbook with its columns, or with a mapping a table of any form. Its rows are read as series to be
/// uploaded, with flat memory whatever the size of the file.
/// </summary>
/// <remarks>
/// <para>
/// Rows of one series and action are put together within a window; where rows of a series contradict one another their order is
/// kept. The same file with the same options always gives the same content, so an upload of it can be resumed.
/// </para>
/// <para>
/// No fault of a header or row is an exception: all of them are given at once, cells that the columns cannot express as raw cells
/// of their series, everything else as faults of the file, and the service makes findings of them.
/// </para>
/// </remarks>
public sealed class SeriesFile : IAsyncDisposable
{
    private readonly SeriesFileOptions _options;
    private readonly OpenedFile _file;
    private readonly IReadOnlyList<FileSheet> _sheets;

    private SeriesFile(SeriesFileOptions options, OpenedFile file, IReadOnlyList<FileSheet> sheets)
    {
        _options = options;
        _file = file;
        _sheets = sheets;
        Columns = [.. sheets.SelectMany(sheet => sheet.Columns)];
    }

    /// <summary>
    /// Where the concepts stand in the file, and with a mapping also each column that it reads; for
    /// <see cref="UploadStart.Columns"/>, so that findings can name the column.
    /// </summary>
    public IReadOnlyList<SourceColumn> Columns { get; }

    /// <summary>Whose figures the file has, and for what, when it is a template that was filled in; otherwise null.</summary>
    public TemplateInfo? Template => _file.Template;

    /// <summary>Opens a file and reads its header.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How it is read; left out for the defaults.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="FileFormatException">It is no table at all, or without a mapping no SDMX-CSV.</exception>
    public static async Task<SeriesFile> OpenAsync(
        string path, SeriesFileOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new SeriesFileOptions();
        var file = await OpenedFile.OpenAsync(path, options, cancellationToken);
        if (file.Template is { } template)
            options = options with { CommentLanguage = template.Language };
        try
        {
            var sheets = new List<FileSheet>(file.Sheets.Count);
            foreach (var sheet in file.Sheets)
                sheets.Add(await FileSheet.OpenAsync(sheet, options, cancellationToken));
            return new SeriesFile(options, file, sheets);
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    /// <summary>What the file states, in the order of its rows. It can be read once.</summary>
    /// <param name="progress">Told once a window how far the file has been read.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="FileFormatException">Too much of the file is longer than any row may be.</exception>
    public async IAsyncEnumerable<FileContent> ReadAsync(
        IProgress<ReadingProgress>? progress = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var isEmpty = true;
        foreach (var fault in _file.Faults)
        {
            isEmpty &= !ExplainsMissingFigures(fault);
            yield return new FileContent(Series: null, fault);
        }

        foreach (var sheet in _sheets)
        {
            await foreach (var content in sheet.ReadAsync(_options, progress, cancellationToken))
            {
                isEmpty &= content.Fault is { } fault && !ExplainsMissingFigures(fault);
                yield return content;
            }
        }

        if (isEmpty)
            yield return new FileContent(Series: null, new SourceFault { Rule = FindingRule.FileEmpty });
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _file.DisposeAsync();

    private static bool ExplainsMissingFigures(SourceFault fault) =>
        fault.Rule is FindingRule.ColumnMissing or FindingRule.RowUnreadable or FindingRule.CellTooLong
            or FindingRule.FormulaWithoutValue or FindingRule.SpreadsheetError or FindingRule.MergedCells or FindingRule.HiddenSheet;
}
