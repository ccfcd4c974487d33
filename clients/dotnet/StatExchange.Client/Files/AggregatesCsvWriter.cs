using System.Globalization;
using CsvHelper;
using StatExchange.V1;

namespace StatExchange.Client.Files;

/// <summary>
/// Writes aggregates as comma-separated rows, one an observation: a column for each concept of the data structure, then its
/// coverage. Memory stays flat.
/// </summary>
/// <remarks>
/// MISSING names each part that is missing, and why: "CY NOT_REPORTED; DE SUPPRESSED"; of a derived indicator with the term that is:
/// "CY CTX_POP_TOT NOT_REPORTED". Meant for spreadsheets: text that a
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
            _csv.WriteField(string.Join("; ", one.Missing.Select(Missing)));
            _csv.WriteField(Parts(one, PartState.Incomplete));
            _csv.WriteField(Parts(one, PartState.CarriedForward));
            _csv.WriteField(string.Join("; ", one.Parts.SelectMany(part => part.Providers).Distinct()));
            _csv.WriteField(string.Join("; ", one.Parts.SelectMany(Notes)));
            await _csv.EndRecordAsync(cancellationToken);
        }
    }

    private static string Missing(AggregateObservationPart part) =>
        string.Join(' ', part.TermsAtFault.Where(term => !term.IsIn).Select(term => $"{term.Name} {term.StateName}").DefaultIfEmpty(part.StateName).Prepend(part.Name)).Trim();

    private static IEnumerable<string> Notes(AggregateObservationPart part) => part.Terms.Select(term => (term.Name, term.Comments)).Prepend((Name: "", part.Comments))
        .Where(note => note.Comments is not null)
        .Select(note => $"{$"{part.Name} {note.Name}".Trim()} {string.Join(" / ", note.Comments!.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => entry.Value))}".TrimStart());

    private static string Parts(AggregateObservation observation, PartState state) =>
        string.Join("; ", observation.Parts.Where(part => part.State == state).Select(part => part.Name.Length == 0 ? "Y" : part.Name));
}
