using System.Collections.Frozen;
using System.Text.Json;
using StatExchange.Server.Access.Agreements;
using StatExchange.Server.Catalogue;
using StatExchange.Server.Mappings;
using StatExchange.V1;

namespace StatExchange.Server.Submissions.Rules;

/// <summary>
/// Checks what arrives against the catalogue and codes it for staging, a batch at a time. It sees one piece of a series at a
/// time; what needs the whole submission is checked when the upload ends.
/// </summary>
/// <param name="catalogue">The catalogue.</param>
/// <param name="organisation">The organisation that submits.</param>
/// <param name="agreements">What it may submit.</param>
/// <param name="mapper">Its mapping; null when figures come in the catalogue's own codes.</param>
/// <param name="leavesOut">Whether an error leaves its observation out instead of refusing everything.</param>
internal sealed class StructuralCheck(CatalogueSnapshot catalogue, string organisation, ProvisionScope agreements, SeriesMapper? mapper, bool leavesOut)
{
    private static readonly ILookup<string, RawCell> NoCells = Array.Empty<RawCell>().ToLookup(cell => cell.Concept, StringComparer.Ordinal);

    private readonly KeyCheck _keys = new(catalogue, organisation, agreements);
    private readonly FileFaults _faults = new(catalogue);
    private readonly ObservationCheck _observations = new(catalogue);

    /// <summary>Checks a batch.</summary>
    public CheckedBatch Check(UploadBatch batch)
    {
        var pieces = new List<StagedPiece>(batch.Series.Count);
        var findings = new List<FindingRecord>();
        for (var position = 0; position < batch.Faults.Count; position++)
            findings.Add(_faults.ToFinding(batch.Faults[position], batch.Number, $"batch.faults[{position}]"));
        var (observations, leftOut) = (0L, 0L);
        for (var position = 0; position < batch.Series.Count; position++)
        {
            var path = $"batch.series[{position}]";
            var piece = batch.Series[position];
            PieceShape.Require(piece, path);
            var count = Math.Max(1, piece.Series.Periods.Count);
            observations += count;
            var staged = MapAndCheck(piece, batch.Number, position, path, findings, out var leftOutByMapping);
            leftOut += leavesOut ? count - (staged is null ? 0 : Math.Max(1, staged.Columns.Count)) : leftOutByMapping;
            if (staged is not null)
                pieces.Add(staged);
        }

        // In the order of the office's file, whatever order the client grouped its rows in.
        return new CheckedBatch(batch.Number, batch.Series.Count, observations, pieces, [.. findings.OrderBy(finding => finding.Row)])
        {
            LeftOut = leftOut,
        };
    }

    // PostgreSQL holds no NUL; a code with one is a finding, so that nothing of it is published.
    private static string Sent(SeriesOrigin origin)
    {
        var cells = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var cell in origin.Cells)
            cells[cell.Column] = cell.Text.Replace('\0', '\uFFFD');
        return JsonSerializer.Serialize(cells);
    }

    private StagedPiece? MapAndCheck(
        StagedSeries piece, int batch, int position, string path, List<FindingRecord> findings, out int leftOutByMapping)
    {
        leftOutByMapping = 0;
        if (mapper is null)
            return Check(piece, batch, position, FrozenSet<string>.Empty, findings);
        var mapped = mapper.Map(piece, path);
        var raise = new PieceFindings(piece, batch, findings);
        foreach (var fault in mapped.Faults)
        {
            var severity = catalogue.BuiltInRule(fault.Rule).Severity;
            if (fault.Position is { } at)
                raise.AtObservation(fault.Rule, at, fault.Concept, fault.Value, fault.Expected, severity: severity);
            else
                raise.AtSeries(fault.Rule, fault.Concept, fault.Value, fault.Expected, severity);
        }

        leftOutByMapping = mapped.IsLeftOut ? Math.Max(1, piece.Series.Periods.Count) : mapped.LeftOut.Count;
        var remaining = piece.Without(mapped.LeftOut);
        return mapped.IsLeftOut || (mapped.LeftOut.Count > 0 && remaining.Series.Periods.Count == 0)
            ? null
            : Check(remaining, batch, position, mapped.Unmapped, findings);
    }

    private StagedPiece? Check(StagedSeries piece, int batch, int position, IReadOnlySet<string> unmapped, List<FindingRecord> findings)
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

        TextCheck.Check(piece, raise);
        var action = piece.Action == SeriesAction.Unspecified ? SeriesAction.Append : piece.Action;
        var indicator = catalogue.FindIndicator(piece.Series.Key.Indicator);
        var ids = _keys.Check(piece.Series.Key, indicator, action, unmapped, raise);
        var unitMult = KeyCheck.CheckAttributes(piece.Series, indicator, action, raw, raise);
        var frequency = Frequency.Find(piece.Series.Key.Freq);

        // The frequency is a wildcard only of a deletion without periods: which ones are meant cannot be read without it.
        if (action == SeriesAction.Delete && piece.Series.Key.Freq.Length == 0 && piece.Series.Periods.Count > 0)
            raise.AtSeries(FindingRule.MissingDimension, "FREQ", string.Empty);
        var sums = mapper?.SumsRepeated == true;
        var columns = _observations.Check(piece, new PieceHandling(action, sums, leavesOut), frequency, raw, raise);
        if (ids is null || columns is null || raw["ACTION"].Any() || unmapped.Count > 0 || (leavesOut && raise.IsSeriesFaulty))
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
            Sums = sums,
            Sheet = piece.Origin is { Sheet.Length: > 0 } origin ? origin.Sheet : null,
            ValueColumns = columns.ValueColumns,
            Sent = mapper is null ? null : Sent(piece.Origin!),
        };
    }
}
