using System.Globalization;
using CsvHelper;
using StatExchange.V1;

namespace StatExchange.Client.Files;

/// <summary>Writes corridors as comma-separated rows, one a period: the key of the first side, and what both sides report. Memory stays flat.</summary>
/// <remarks>
/// REPORTED_STATE and MIRRORED_STATE say why a value is missing, "NOT_REPORTED". The last columns say the same in all rows of a corridor: its
/// number in the order of the answer, which is its rank where one was asked for, and what holds for all periods that both sides report. Meant for spreadsheets: text that a spreadsheet would run
/// as a formula gets an apostrophe in front.
/// </remarks>
/// <param name="output">Where to; it is left open.</param>
public sealed class MirrorsCsvWriter(TextWriter output) : IAsyncDisposable
{
    private static readonly string[] Headers =
    [
        "MIRROR_INDICATOR", "TIME_PERIOD", "UNIT_MEASURE", "UNIT_MULT", "REPORTED", "REPORTED_STATE", "REPORTED_OBS_STATUS", "REPORTED_PROVIDER", "REPORTED_COMMENT",
        "MIRRORED", "MIRRORED_STATE", "MIRRORED_OBS_STATUS", "MIRRORED_PROVIDER", "MIRRORED_COMMENT", "DIFFERENCE", "RATIO", "ASYMMETRY", "PASSES_10_PERCENT",
        "CORRIDOR", "CORRIDOR_DIFFERENCE", "CORRIDOR_ASYMMETRY", "PERIODS_COMPARED", "PERIODS_PASSED", "TREND",
    ];

    private static readonly IReadOnlyList<Dimension> Dimensions = [.. Dimension.All.Where(dimension => dimension.Id != "DATA_PROVIDER")];

    private readonly CsvWriter _csv = SpreadsheetCsv.Create(output);

    /// <summary>Writes the header, also when nothing follows, and the corridors.</summary>
    /// <param name="mirrors">The corridors.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public async Task WriteAsync(IAsyncEnumerable<Mirror> mirrors, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(mirrors);
        await _csv.WriteRecordAsync([.. Dimensions.Select(dimension => dimension.Id), .. Headers], cancellationToken);
        var corridor = 0;
        await foreach (var mirror in mirrors.WithCancellation(cancellationToken))
        {
            corridor++;
            foreach (var one in mirror.Comparisons())
            {
                foreach (var cell in Dimensions.Select(dimension => dimension.Get(mirror.Key)).Concat(Cells(mirror, one)).Concat(Cells(mirror, corridor)))
                    _csv.WriteText(cell);
                await _csv.EndRecordAsync(cancellationToken);
            }
        }
    }

    /// <summary>Writes what is left and flushes the output.</summary>
    public ValueTask DisposeAsync() => _csv.DisposeAsync();

    private static IEnumerable<string> Cells(Mirror mirror, MirrorComparison one) =>
    [
        mirror.MirrorKey.Indicator, one.Period.ToString(), mirror.UnitMeasure, Text(mirror.UnitMult),
        .. Cells(one.Reported, one.Observation.Reported), .. Cells(one.Mirrored, one.Observation.Mirrored),
        Text(one.Difference), Text(one.Ratio), Text(one.Asymmetry), one.Passes switch { null => "", true => "Y", false => "N" },
    ];

    private static IEnumerable<string> Cells(Mirror mirror, int corridor) =>
    [
        Text(corridor), mirror.PeriodsCompared > 0 ? Text(ScaledDecimal.ToDecimal(mirror.AbsoluteDifference, mirror.Decimals)) : "", mirror.HasAsymmetry ? Text(mirror.Asymmetry) : "",
        Text(mirror.PeriodsCompared), Text(mirror.PeriodsPassed), mirror.HasTrend ? Text(mirror.Trend) : "",
    ];

    private static IEnumerable<string> Cells(decimal? value, MirrorFigure figure) =>
    [
        Text(value), figure.State.Name(), figure.ObsStatus, figure.Provider,
        string.Join(" / ", figure.Comment.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => entry.Value)),
    ];

    private static string Text(IFormattable? number) => number?.ToString(null, CultureInfo.InvariantCulture) ?? "";
}
