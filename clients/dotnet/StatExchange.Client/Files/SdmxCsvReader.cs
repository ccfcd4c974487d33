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

    /// <summary>The series of a file, in the order of their first rows.</summary>
    /// <param name="path">The file.</param>
    /// <param name="rowsRead">Told the number of the row that was read last, once a window.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="FileFormatException">The file as a whole is no SDMX-CSV of this dataflow.</exception>
    public async IAsyncEnumerable<StagedSeries> ReadAsync(
        string path, IProgress<int>? rowsRead = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var encoding = _options.Encoding ?? await FileEncoding.DetectAsync(path, cancellationToken);
        var file = new SourceFile(path, encoding);
        var start = await FileStart.ReadAsync(file, cancellationToken);
        await using var records = await CsvRecords.OpenAsync(file, start.Separator, _options.MaxCellLength, cancellationToken);
        if (!await records.ReadAsync(cancellationToken) || records.UnreadableText is not null)
            throw new FileFormatException("The header of the file cannot be read.", column: "", "a header row");
        var layout = FileLayout.Parse(HeaderOf(records), _options);
        var rows = new RowReader(layout, acceptsDecimalComma: start.Separator != ',');
        var window = new SeriesWindow();
        while (await records.ReadAsync(cancellationToken))
        {
            rows.Read(records, window);
            if (window.Rows < _options.WindowRows && window.TextLength < SeriesWindow.MaxTextLength)
                continue;
            foreach (var series in window.Take())
                yield return series;
            rowsRead?.Report(records.Row);
        }

        foreach (var series in window.Take())
            yield return series;
        rowsRead?.Report(records.Row);
    }

    private static string[] HeaderOf(CsvRecords records)
    {
        var header = new string[records.Count];
        for (var column = 0; column < header.Length; column++)
            header[column] = Encoding.UTF8.GetString(records[column]);
        return header;
    }
}
