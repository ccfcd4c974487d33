using CsvHelper;
using StatExchange.V1;

namespace StatExchange.Client.Files;

/// <summary>
/// Writes series as comma-separated rows, one an observation, with a column for each concept of the data structure: the columns
/// are the same whatever was asked for. A gap has an empty OBS_VALUE and its status. Memory stays flat.
/// </summary>
/// <remarks>
/// Meant for spreadsheets and statistical software: text that a spreadsheet would run as a formula gets an apostrophe in front.
/// For exchange use <see cref="SdmxCsvWriter"/>, which alters nothing.
/// </remarks>
public class SeriesCsvWriter : IAsyncDisposable
{
    private readonly CsvWriter _csv;
    private readonly IReadOnlyList<(string Name, string Cell)> _leading;
    private readonly ConceptColumns _columns;
    private bool _hasHeader;

    /// <summary>Writes to a text.</summary>
    /// <param name="output">Where to; it is left open.</param>
    /// <param name="commentLanguages">Languages of comments, each a column; left out for English and Russian.</param>
    public SeriesCsvWriter(TextWriter output, IReadOnlyList<string>? commentLanguages = null)
        : this(output, leading: [], commentLanguages ?? new SdmxCsvWriterOptions().CommentLanguages, SpreadsheetCsv.Injection)
    {
    }

    private protected SeriesCsvWriter(
        TextWriter output, IReadOnlyList<(string Name, string Cell)> leading, IReadOnlyList<string> languages, CsvInjection injection)
    {
        _csv = CsvWriter.Create(output, new CsvWriterOptions { NewLine = "\n", Injection = injection }, leaveOpen: true);
        _leading = leading;
        _columns = new ConceptColumns(languages);
    }

    /// <summary>Writes the header, also when no series follows, and then the observations of each series.</summary>
    /// <param name="series">The series.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public async Task WriteAsync(IAsyncEnumerable<Series> series, CancellationToken cancellationToken = default)
    {
        await WriteHeaderAsync(cancellationToken);
        await foreach (var one in series.WithCancellation(cancellationToken))
            await WriteAsync(one, cancellationToken);
    }

    /// <summary>Writes the observations of a series, after the header when it is the first.</summary>
    /// <param name="series">The series.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <exception cref="InvalidOperationException">A comment is in a language that has no column: nothing is left out silently.</exception>
    public async Task WriteAsync(Series series, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(series);
        await WriteHeaderAsync(cancellationToken);
        var seriesCells = _columns.CellsOf(series);
        foreach (var observation in series.Observations())
        {
            foreach (var (_, cell) in _leading)
                _csv.WriteField(cell);
            for (var column = 0; column < _columns.Count; column++)
                _columns.Write(_csv, column, seriesCells, observation);
            await _csv.EndRecordAsync(cancellationToken);
        }
    }

    /// <summary>Writes what is left and flushes the output.</summary>
    public async ValueTask DisposeAsync()
    {
        await _csv.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private async Task WriteHeaderAsync(CancellationToken cancellationToken)
    {
        if (_hasHeader)
            return;
        _hasHeader = true;
        foreach (var (name, _) in _leading)
            _csv.WriteField(name);
        for (var column = 0; column < _columns.Count; column++)
            _columns.WriteHeader(_csv, column);
        await _csv.EndRecordAsync(cancellationToken);
    }
}
