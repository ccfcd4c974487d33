using StatExchange.Server.Catalogue;
using StatExchange.V1;

namespace StatExchange.Server.Submissions.Rules;

/// <summary>
/// Checks what arrives against the catalogue and codes it for staging, a batch at a time. It sees one piece of a series at a
/// time; what needs the whole submission is checked when the upload ends.
/// </summary>
internal sealed class StructuralCheck(CatalogueSnapshot catalogue, string organisation)
{
    private static readonly ILookup<string, RawCell> NoCells = Array.Empty<RawCell>().ToLookup(cell => cell.Concept, StringComparer.Ordinal);

    private readonly KeyCheck _keys = new(catalogue, organisation);
    private readonly FileFaults _faults = new(catalogue);
    private readonly ObservationCheck _observations = new(catalogue);

    /// <summary>Checks a batch.</summary>
    public CheckedBatch Check(UploadBatch batch)
    {
        var pieces = new List<StagedPiece>(batch.Series.Count);
        var findings = new List<FindingRecord>();
        for (var position = 0; position < batch.Faults.Count; position++)
            findings.Add(_faults.ToFinding(batch.Faults[position], batch.Number, $"batch.faults[{position}]"));
        var observations = 0L;
        for (var position = 0; position < batch.Series.Count; position++)
        {
            var piece = batch.Series[position];
            PieceShape.Require(piece, $"batch.series[{position}]");
            observations += Math.Max(1, piece.Series.Periods.Count);
            if (Check(piece, batch.Number, position, findings) is { } staged)
                pieces.Add(staged);
        }

        // In the order of the office's file, whatever order the client grouped its rows in.
        return new CheckedBatch(batch.Number, batch.Series.Count, observations, pieces, [.. findings.OrderBy(finding => finding.Row)]);
    }

    private StagedPiece? Check(StagedSeries piece, int batch, int position, List<FindingRecord> findings)
    {
        var raise = new PieceFindings(piece, batch, findings);
        var raw = piece.RawCells.Count == 0 ? NoCells : piece.RawCells.ToLookup(cell => cell.Concept, StringComparer.Ordinal);
        foreach (var cell in raw[string.Empty])
            raise.AtObservation(FindingRule.RowUnreadable, cell.Position, string.Empty, cell.Text, period: string.Empty);
        if (raw[string.Empty].Any())
            return null;

        foreach (var cell in raw["DATAFLOW"])
            raise.AtObservation(FindingRule.WrongDataflow, cell.Position, "DATAFLOW", cell.Text, DataStructureDefinition.Dataflow, string.Empty);
        foreach (var cell in raw["ACTION"])
            raise.AtObservation(FindingRule.ActionNotSupported, cell.Position, "ACTION", cell.Text, period: string.Empty);

        var action = piece.Action == SeriesAction.Unspecified ? SeriesAction.Append : piece.Action;
        var indicator = catalogue.FindIndicator(piece.Series.Key.Indicator);
        var ids = _keys.Check(piece.Series.Key, indicator, action, raise);
        var unitMult = KeyCheck.CheckAttributes(piece.Series, indicator, action, raw, raise);
        var frequency = Frequency.Find(piece.Series.Key.Freq);

        // The frequency is a wildcard only of a deletion without periods: which ones are meant cannot be read without it.
        if (action == SeriesAction.Delete && piece.Series.Key.Freq.Length == 0 && piece.Series.Periods.Count > 0)
            raise.AtSeries(FindingRule.MissingDimension, "FREQ", string.Empty);
        var columns = _observations.Check(piece, action, frequency, raw, raise);
        if (ids is null || columns is null || raw["ACTION"].Any())
            return null;
        return new StagedPiece
        {
            Batch = batch,
            Position = position,
            Action = action,
            DimensionIds = ids,
            Columns = columns.Columns with { UnitMeasure = indicator?.UnitMeasure.Id ?? 0, UnitMult = unitMult },
            WithoutValue = columns.WithoutValue,
            Rows = columns.Rows,
        };
    }
}
