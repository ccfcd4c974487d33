using System.Globalization;
using CsvHelper;
using Google.Protobuf.WellKnownTypes;

namespace StatExchange.Client.Files;

/// <summary>
/// Writes every vintage as comma-separated rows, one for each time a release made something of an observation: a column for each
/// concept of the data structure, then from when to when it was valid and the two releases. Memory stays flat.
/// </summary>
/// <remarks>
/// VALID_TO and REPLACED_BY_RELEASE_ID are empty while the observation stands. An observation that was deleted, and did not come back,
/// has no row without them. Meant for spreadsheets: text that a spreadsheet would run as a formula gets an apostrophe in front.
/// </remarks>
/// <param name="output">Where to; it is left open.</param>
public sealed class HistoryCsvWriter(TextWriter output) : IAsyncDisposable
{
    // To the fraction that the service keeps, so that a query as of VALID_FROM finds the row.
    private const string InstantFormat = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";
    private static readonly string[] Validity = ["VALID_FROM", "VALID_TO", "RELEASE_ID", "REPLACED_BY_RELEASE_ID"];

    private readonly CsvWriter _csv = SpreadsheetCsv.Create(output);
    private readonly ConceptColumns _columns = new(new SdmxCsvWriterOptions().CommentLanguages);

    /// <summary>Writes the header, also when nothing follows, and the vintages.</summary>
    /// <param name="vintages">The vintages.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public async Task WriteAsync(IAsyncEnumerable<PublishedVintage> vintages, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(vintages);
        for (var column = 0; column < _columns.Count; column++)
            _columns.WriteHeader(_csv, column);
        foreach (var header in Validity)
            _csv.WriteField(header);
        await _csv.EndRecordAsync(cancellationToken);
        await foreach (var vintage in vintages.WithCancellation(cancellationToken))
            await WriteAsync(vintage, cancellationToken);
    }

    /// <summary>Writes what is left and flushes the output.</summary>
    public ValueTask DisposeAsync() => _csv.DisposeAsync();

    private async Task WriteAsync(PublishedVintage vintage, CancellationToken cancellationToken)
    {
        var seriesCells = _columns.CellsOf(vintage.Series);
        foreach (var (observation, replacedBy) in vintage.Observations())
        {
            for (var column = 0; column < _columns.Count; column++)
                _columns.Write(_csv, column, seriesCells, observation);
            _csv.WriteField(Instant(vintage.Release.PublishedAt));
            _csv.WriteField(Instant(replacedBy?.PublishedAt));
            _csv.WriteField(vintage.Release.ReleaseId);
            _csv.WriteField(replacedBy?.ReleaseId);
            await _csv.EndRecordAsync(cancellationToken);
        }
    }

    private static string Instant(Timestamp? instant) =>
        instant?.ToDateTime().ToString(InstantFormat, CultureInfo.InvariantCulture) ?? "";
}
