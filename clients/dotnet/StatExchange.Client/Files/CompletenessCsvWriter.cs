using System.Globalization;
using CsvHelper;
using StatExchange.V1;

namespace StatExchange.Client.Files;

/// <summary>Writes the cells of a profile as comma-separated rows. Memory stays flat.</summary>
/// <remarks>
/// STATE and PARTIAL_REASON are written as "NOT_DUE" and "TOTAL_MISSING"; DAYS_LATE is empty where it means nothing. Meant for spreadsheets:
/// text that a spreadsheet would run as a formula gets an apostrophe in front.
/// </remarks>
/// <param name="output">Where to; it is left open.</param>
public sealed class CompletenessCsvWriter(TextWriter output) : IAsyncDisposable
{
    private static readonly string[] Headers =
    [
        "REF_AREA", "REF_AREA_NAME", "PART", "INDICATOR", "INDICATOR_NAME", "REPORTING_PERIOD", "STATE", "DUE_DATE", "DAYS_LATE", "DELIVERED_AT", "RELEASE_ID",
        "DATA_PROVIDER", "FREQ", "PARTIAL_REASON", "LACKING_PERIODS", "TOTAL_OF", "UNIT_MEASURE", "UNIT_MULT", "ALSO_PUBLISHED_BY",
    ];

    private readonly CsvWriter _csv = SpreadsheetCsv.Create(output);

    /// <summary>Writes the header, also when nothing follows, and the cells.</summary>
    /// <param name="answer">The answer; its areas are read by this.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public async Task WriteAsync(CompletenessQueryResult answer, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(answer);
        await _csv.WriteRecordAsync(Headers, cancellationToken);
        await foreach (var area in answer.ReadAreasAsync(cancellationToken))
        {
            foreach (var cell in area.Cells)
            {
                foreach (var text in Cells(area, cell, answer.IndicatorOf(cell)))
                    _csv.WriteText(text);
                await _csv.EndRecordAsync(cancellationToken);
            }
        }
    }

    /// <summary>Writes what is left and flushes the output.</summary>
    public ValueTask DisposeAsync() => _csv.DisposeAsync();

    private static IEnumerable<string> Cells(AreaCompleteness area, CompletenessCell cell, CompletenessIndicator indicator) =>
    [
        area.RefArea, area.RefAreaName, indicator.Part, cell.Indicator, indicator.Name, cell.ReportingPeriod, cell.State.Name(), cell.DueDate,
        HasPunctuality(cell) ? Text(cell.DaysLate) : "", cell.DeliveredAt?.ToDateTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "",
        cell.ReleaseId == 0 ? "" : Text(cell.ReleaseId), cell.Provider, cell.Freq, cell.PartialReason.Name(), string.Join(' ', cell.LackingPeriods),
        string.Join(' ', FiguresToSend.Of(area, cell, indicator).TotalOf), indicator.UnitMeasure, Text(indicator.UnitMult), string.Join(' ', cell.AlsoPublishedBy),
    ];

    // Not before the due date of what is not delivered, nor without one.
    private static bool HasPunctuality(CompletenessCell cell) =>
        cell.DueDate.Length > 0 && (cell.DaysLate != 0 || cell.State is CompletenessState.Delivered or CompletenessState.Late);

    private static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);
}
