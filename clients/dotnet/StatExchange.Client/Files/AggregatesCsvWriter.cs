using System.Globalization;
using CsvHelper;
using StatExchange.V1;

namespace StatExchange.Client.Files;

/// <summary>
/// Writes aggregates as comma-separated rows, one an observation: a column for each concept of the data structure, then its
/// coverage. Memory stays flat.
/// </summary>
/// <remarks>
/// MISSING names each part that is missing, and why: "CY NOT_REPORTED; DE SUPPRESSED". Meant for spreadsheets: text that a
/// spreadsheet would run as a formula gets an apostrophe in front.
/// </remarks>
/// <param name="output">Where to; it is left open.</param>
public sealed class AggregatesCsvWriter(TextWriter output) : IAsyncDisposable
{
    private static readonly string[] Coverage =
        ["PARTS_INCLUDED", "PARTS_EXPECTED", "WEIGHT_SHARE", "COMPLETE", "HAS_ESTIMATES", "MISSING", "INCOMPLETE", "CARRIED_FORWARD", "PROVIDERS", "PART_NOTES"];

    private readonly CsvWriter _csv = SpreadsheetCsv.Create(output);
    private readonly ConceptColumns _columns = new(new SdmxCsvWriterOptions().CommentLanguages);

    /// <summary>Writes the header, also when nothing follows, and the aggregates.</summary>
    /// <param name="aggregates">The aggregates.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public async Task WriteAsync(IAsyncEnumerable<Aggregate> aggregates, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(aggregates);
        for (var column = 0; column < _columns.Count; column++)
            _columns.WriteHeader(_csv, column);
        foreach (var header in Coverage)
            _csv.WriteField(header);
        await _csv.EndRecordAsync(cancellationToken);
        await foreach (var aggregate in aggregates.WithCancellation(cancellationToken))
            await WriteAsync(aggregate, cancellationToken);
    }

    /// <summary>Writes what is left and flushes the output.</summary>
    public ValueTask DisposeAsync() => _csv.DisposeAsync();

    private async Task WriteAsync(Aggregate aggregate, CancellationToken cancellationToken)
    {
        var seriesCells = _columns.CellsOf(aggregate.Series);
        foreach (var one in aggregate.Observations())
        {
            for (var column = 0; column < _columns.Count; column++)
                _columns.Write(_csv, column, seriesCells, one.Observation);
            _csv.WriteField(one.Included);
            _csv.WriteField(one.Expected);
            _csv.WriteField(one.Share?.ToString("0.######", CultureInfo.InvariantCulture) ?? "");
            _csv.WriteField(one.IsComplete ? "Y" : "N");
            _csv.WriteField(one.HasEstimates ? "Y" : "N");
            _csv.WriteField(string.Join("; ", one.Missing.Select(part => $"{part.Name} {part.StateName}".Trim())));
            _csv.WriteField(Parts(one, PartState.Incomplete));
            _csv.WriteField(Parts(one, PartState.CarriedForward));
            _csv.WriteField(string.Join("; ", one.Parts.Select(part => part.Provider).Where(provider => provider.Length > 0).Distinct()));
            _csv.WriteField(string.Join("; ", one.Parts.Where(part => part.Comments is not null).Select(part =>
                $"{part.Name} {string.Join(" / ", part.Comments!.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => entry.Value))}")));
            await _csv.EndRecordAsync(cancellationToken);
        }
    }

    private static string Parts(AggregateObservation observation, PartState state) =>
        string.Join("; ", observation.Parts.Where(part => part.State == state).Select(part => part.Name.Length == 0 ? "Y" : part.Name));
}
