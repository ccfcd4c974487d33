using StatExchange.V1;

namespace StatExchange.Client;

/// <summary>Cuts a series that is too large for one batch.</summary>
internal static class StagedSeriesSlicing
{
    /// <summary>The observations from a position on, as a series of its own with the same key, attributes and action.</summary>
    public static StagedSeries Slice(this StagedSeries staged, int first, int count)
    {
        var whole = staged.Series;
        var slice = new Series
        {
            Key = whole.Key,
            UnitMeasure = whole.UnitMeasure,
            Decimals = whole.Decimals,
            Source = whole.Source,
            ObsStatus = Slice(whole.ObsStatus, first, count),
            ConfStatus = Slice(whole.ConfStatus, first, count),
        };
        if (whole.HasUnitMult)
            slice.UnitMult = whole.UnitMult;
        slice.Periods.AddRange(whole.Periods.Skip(first).Take(count));
        slice.Values.AddRange(whole.Values.Skip(first).Take(count));
        slice.WithoutValue.AddRange(whole.WithoutValue.Where(IsInside).Select(position => position - first));
        if (slice.WithoutValue.Count == count)
            slice.Values.Clear();
        slice.Comments.AddRange(whole.Comments.Where(comment => IsInside(comment.Position)).Select(
            comment => new ObservationComment { Position = comment.Position - first, Text = { comment.Text } }));

        slice.Embargoes.AddRange(whole.Embargoes.Where(embargo => IsInside(embargo.Position)).Select(
            embargo => new ObservationEmbargo { Position = embargo.Position - first, Until = embargo.Until }));

        var result = new StagedSeries { Series = slice, Action = staged.Action };
        result.Rows.AddRange(staged.Rows.Skip(first).Take(count));
        result.RawCells.AddRange(staged.RawCells.Where(cell => IsInside(cell.Position)).Select(
            cell => new RawCell { Position = cell.Position - first, Concept = cell.Concept, Text = cell.Text }));
        if (staged.Origin is { } origin)
        {
            result.Origin = new SeriesOrigin { Sheet = origin.Sheet, Figures = origin.Figures, Cells = { origin.Cells } };
            result.Origin.ValueColumns.AddRange(origin.ValueColumns.Skip(first).Take(count));
        }

        return result;

        bool IsInside(int position) => position >= first && position < first + count;
    }

    private static string Slice(string column, int first, int count) => column.Length == 0 ? "" : column.Substring(first, count);
}
