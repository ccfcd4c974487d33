using System.Runtime.CompilerServices;
using System.Text;
using StatExchange.V1;

namespace StatExchange.Client.Files;

/// <summary>
/// Reads SDMX-CSV files of versions 1.0, 2.0 and 2.1 as series to be uploaded, with flat memory whatever the size of the file.
/// </summary>
/// <remarks>
/// <para>The separator of cells is whatever follows the first header cell. Where it is not a comma, decimals may have one.</para>
/// <para>
/// Rows of one series and action are put together within a window of rows; where rows of a series contradict one another their
/// order is kept. The same file always gives the same series, so an upload of it can be resumed.
/// </para>
/// <para>
/// No fault of a row is an exception: cells that the columns cannot express travel as raw cells, rows that cannot be read as raw
/// cells without a concept, and the service makes findings of them.
/// </para>
/// </remarks>
/// <param name="options">How files are read; left out for the defaults.</param>
public sealed class SdmxCsvReader(SdmxCsvReaderOptions? options = null)
{
    private readonly SdmxCsvReaderOptions _options = options ?? new SdmxCsvReaderOptions();

    /// <summary>Proves that a file is SDMX-CSV of this dataflow by its header, without reading its rows.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="FileFormatException">It is not.</exception>
    public async Task CheckHeaderAsync(string path, CancellationToken cancellationToken = default)
    {
        var (_, records, _) = await OpenAsync(path, cancellationToken);
        await records.DisposeAsync();
    }

    /// <summary>The series of a file, in the order of their first rows.</summary>
    /// <param name="path">The file.</param>
    /// <param name="progress">Told once a window how far the file has been read.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="FileFormatException">The file as a whole is no SDMX-CSV of this dataflow.</exception>
    public async IAsyncEnumerable<StagedSeries> ReadAsync(
        string path, IProgress<ReadingProgress>? progress = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var (file, records, rows) = await OpenAsync(path, cancellationToken);
        await using var opened = records;
        var window = new SeriesWindow();
        while (await records.ReadAsync(cancellationToken))
        {
            rows.Read(records, window);
            if (window.Rows < _options.WindowRows && window.TextLength < SeriesWindow.MaxTextLength)
                continue;
            foreach (var series in window.Take())
                yield return series;
            progress?.Report(new ReadingProgress(records.Row, file.FractionRead));
        }

        foreach (var series in window.Take())
            yield return series;
        progress?.Report(new ReadingProgress(records.Row, Fraction: 1));
    }

    private async Task<(SourceFile File, CsvRecords Records, RowReader Rows)> OpenAsync(string path, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var file = new SourceFile(path, _options.Encoding ?? await FileEncoding.DetectAsync(path, cancellationToken));
        var start = await FileStart.ReadAsync(file, cancellationToken);
        var records = await CsvRecords.OpenAsync(file, start.Separator, _options.MaxCellLength, cancellationToken);
        try
        {
            if (!await records.ReadAsync(cancellationToken) || records.UnreadableText is not null)
                throw new FileFormatException("The header of the file cannot be read.", column: "", "a header row");
            var layout = FileLayout.Parse(HeaderOf(records), _options);
            return (file, records, new RowReader(layout, acceptsDecimalComma: start.Separator != ','));
        }
        catch
        {
            await records.DisposeAsync();
            throw;
        }
    }

    private static string[] HeaderOf(CsvRecords records)
    {
        var header = new string[records.Count];
        for (var column = 0; column < header.Length; column++)
            header[column] = Encoding.UTF8.GetString(records[column]);
        return header;
    }
}
