using System.Runtime.CompilerServices;
using StatExchange.V1;

namespace StatExchange.Client.Files;

/// <summary>
/// An opened file of figures: SDMX-CSV 1.0, 2.0 or 2.1, or with a mapping a table of any form. Its rows are read as series to be
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
    private readonly IReadOnlyList<FileSheet> _sheets;

    private SeriesFile(SeriesFileOptions options, IReadOnlyList<FileSheet> sheets)
    {
        _options = options;
        _sheets = sheets;
        Columns = [.. sheets.SelectMany(sheet => sheet.Columns)];
    }

    /// <summary>
    /// Where the concepts stand in the file, and with a mapping also each column that it reads; for
    /// <see cref="UploadStart.Columns"/>, so that findings can name the column.
    /// </summary>
    public IReadOnlyList<SourceColumn> Columns { get; }

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
        var records = await OpenRecordsAsync(path, options, cancellationToken);
        try
        {
            var sheets = new List<FileSheet>(records.Count);
            foreach (var sheet in records)
                sheets.Add(await FileSheet.OpenAsync(sheet, options, cancellationToken));
            return new SeriesFile(options, sheets);
        }
        catch
        {
            foreach (var sheet in records)
                await sheet.DisposeAsync();
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
    public async ValueTask DisposeAsync()
    {
        foreach (var sheet in _sheets)
            await sheet.DisposeAsync();
    }

    /// <summary>The rows of a file, a sheet each: what kind of file it is is decided here, by its first bytes.</summary>
    internal static async Task<IReadOnlyList<FileRecords>> OpenRecordsAsync(
        string path, SeriesFileOptions options, CancellationToken cancellationToken)
    {
        if (await SourceFile.IsZipArchiveAsync(path, cancellationToken))
        {
            throw new FileFormatException(
                "The file is a workbook or another archive; expected a text file. Save its sheet as CSV.", column: "", "a text file");
        }

        return [await CsvRecords.OpenAsync(path, options, cancellationToken)];
    }

    private static bool ExplainsMissingFigures(SourceFault fault) =>
        fault.Rule is FindingRule.ColumnMissing or FindingRule.RowUnreadable or FindingRule.CellTooLong
            or FindingRule.FormulaWithoutValue or FindingRule.SpreadsheetError or FindingRule.MergedCells or FindingRule.HiddenSheet;
}
