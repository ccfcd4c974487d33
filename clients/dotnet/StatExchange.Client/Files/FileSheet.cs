using System.Runtime.CompilerServices;
using System.Text;
using StatExchange.V1;

namespace StatExchange.Client.Files;

/// <summary>The rows of a file, or of one sheet of a workbook, with what its header says of them.</summary>
internal sealed class FileSheet : IAsyncDisposable
{
    private readonly FileRecords _records;
    private readonly RowReader? _rows;
    private readonly IReadOnlyList<SourceFault> _headerFaults;

    private FileSheet(FileRecords records, RowReader? rows, HeaderFindings header)
    {
        _records = records;
        _rows = rows;
        _headerFaults = header.Faults;
        Columns = header.Columns;
    }

    /// <summary>Where concepts stand.</summary>
    public IReadOnlyList<SourceColumn> Columns { get; }

    /// <summary>Reads the header. Without the columns that are needed no row will be read.</summary>
    /// <exception cref="FileFormatException">There is no header.</exception>
    public static async Task<FileSheet> OpenAsync(FileRecords records, SeriesFileOptions options, CancellationToken cancellationToken)
    {
        if (!await records.ReadAsync(cancellationToken))
            throw new FileFormatException("The file is empty; expected a header row.", column: "", "a header row");
        var header = new HeaderFindings(records);
        if (records.RowFault is { } unreadable)
        {
            header.Add(unreadable);
            return new FileSheet(records, rows: null, header);
        }

        var names = new string[records.Count];
        for (var column = 0; column < names.Length; column++)
            names[column] = Encoding.UTF8.GetString(records[column]);
        RowReader rows = options.Mapping is { } mapping
            ? new MappedRowReader(MappedLayout.Parse(mapping, names, header), options.CommentLanguage, records.Sheet)
            : new SdmxRowReader(SdmxCsvLayout.Parse(names, options.CommentLanguage, header), records);
        return new FileSheet(records, header.IsComplete ? rows : null, header);
    }

    /// <summary>What the rows state.</summary>
    public async IAsyncEnumerable<FileContent> ReadAsync(
        SeriesFileOptions options, IProgress<ReadingProgress>? progress, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var fault in _headerFaults)
            yield return new FileContent(Series: null, fault);
        if (_rows is null)
            yield break;
        var window = new SeriesWindow();
        while (await _records.ReadAsync(cancellationToken))
        {
            window.AddFaults(_records.TakeFaults());
            _rows.Read(_records, window);
            if (window.Rows < options.WindowRows && window.TextLength < SeriesWindow.MaxTextLength)
                continue;
            foreach (var content in window.Take())
                yield return content;
            progress?.Report(new ReadingProgress(_records.Row, _records.FractionRead));
        }

        window.AddFaults(_records.TakeFaults());
        foreach (var content in window.Take())
            yield return content;
        progress?.Report(new ReadingProgress(_records.Row, Fraction: 1));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _records.DisposeAsync();
}
