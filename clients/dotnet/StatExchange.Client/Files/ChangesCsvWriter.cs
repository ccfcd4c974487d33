using CsvHelper;
using StatExchange.V1;

namespace StatExchange.Client.Files;

/// <summary>
/// Writes changes as comma-separated rows, one an observation: the dimensions and the period, what happened, the change in percent, and
/// each other concept of the data structure as it was and as it is. A series of which an attribute alone changed has one row
/// without a period. Memory stays flat.
/// </summary>
/// <remarks>Meant for spreadsheets: text that a spreadsheet would run as a formula gets an apostrophe in front.</remarks>
/// <param name="output">Where to; it is left open.</param>
public sealed class ChangesCsvWriter(TextWriter output) : IAsyncDisposable
{
    private const string Attributes = "ATTRIBUTES";
    private static readonly string[] Suffixes = ["_BEFORE", "_AFTER"];

    private readonly CsvWriter _csv = SpreadsheetCsv.Create(output);
    private readonly ConceptColumns _columns = new(new SdmxCsvWriterOptions().CommentLanguages);

    /// <summary>Writes the header, also when no change follows, and the changes.</summary>
    /// <param name="changes">The changes.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public async Task WriteAsync(IAsyncEnumerable<SeriesChange> changes, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(changes);
        await WriteHeaderAsync(cancellationToken);
        await foreach (var change in changes.WithCancellation(cancellationToken))
            await WriteAsync(change, cancellationToken);
    }

    /// <summary>Writes what is left and flushes the output.</summary>
    public ValueTask DisposeAsync() => _csv.DisposeAsync();

    private async Task WriteHeaderAsync(CancellationToken cancellationToken)
    {
        for (var column = 0; column < _columns.Keys; column++)
            _columns.WriteHeader(_csv, column);
        _csv.WriteField("CHANGE");
        _csv.WriteField("CHANGE_PERCENT");
        for (var column = _columns.Keys; column < _columns.Count; column++)
        {
            foreach (var suffix in Suffixes)
                _columns.WriteHeader(_csv, column, suffix);
        }

        await _csv.EndRecordAsync(cancellationToken);
    }

    private async Task WriteAsync(SeriesChange change, CancellationToken cancellationToken)
    {
        var (before, after) = (CellsOf(change.Before), CellsOf(change.After));
        var isEmpty = true;
        foreach (var observation in change.Observations())
        {
            isEmpty = false;
            await WriteAsync(before, after, observation, cancellationToken);
        }

        if (isEmpty)
            await WriteAsync(before, after, observation: null, cancellationToken);
    }

    private Task WriteAsync(string?[]? before, string?[]? after, ObservationChange? observation, CancellationToken cancellationToken)
    {
        for (var column = 0; column < _columns.Keys; column++)
            _columns.Write(_csv, column, after ?? before, observation?.After ?? observation?.Before);
        _csv.WriteField(observation is { } change ? change.Kind.ToString().ToUpperInvariant() : Attributes);
        _csv.WriteField(observation?.Percent);
        for (var column = _columns.Keys; column < _columns.Count; column++)
        {
            _columns.Write(_csv, column, before, observation?.Before);
            _columns.Write(_csv, column, after, observation?.After);
        }

        return _csv.EndRecordAsync(cancellationToken).AsTask();
    }

    private string?[]? CellsOf(Series? series) => series is null ? null : _columns.CellsOf(series);
}
