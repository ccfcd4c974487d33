using StatExchange.V1;

namespace StatExchange.Server.Submissions;

/// <summary>Pieces of series as they arrive.</summary>
internal static class StagedSeriesExtensions
{
    /// <summary>The piece without some of its observations.</summary>
    public static StagedSeries Without(this StagedSeries piece, IReadOnlySet<int> positions)
    {
        if (positions.Count == 0)
            return piece;
        var series = piece.Series;
        var kept = Enumerable.Range(0, series.Periods.Count).Where(position => !positions.Contains(position)).ToArray();
        var next = kept.Select((position, index) => (position, index)).ToDictionary(pair => pair.position, pair => pair.index);
        var origin = piece.Origin?.Clone();
        if (origin is { ValueColumns.Count: > 0 })
        {
            origin.ValueColumns.Clear();
            origin.ValueColumns.AddRange(kept.Select(position => piece.Origin!.ValueColumns[position]));
        }

        var remaining = new V1.Series
        {
            Key = series.Key,
            UnitMeasure = series.UnitMeasure,
            Decimals = series.Decimals,
            Source = series.Source,
            ObsStatus = Letters(series.ObsStatus),
            ConfStatus = Letters(series.ConfStatus),
            Periods = { kept.Select(position => series.Periods[position]) },
            WithoutValue = { series.WithoutValue.Where(next.ContainsKey).Select(position => next[position]) },
            Comments =
            {
                series.Comments.Where(comment => next.ContainsKey(comment.Position)).Select(comment => new ObservationComment
                {
                    Position = next[comment.Position],
                    Text = { comment.Text },
                }),
            },
        };
        remaining.Embargoes.AddRange(series.Embargoes.Where(embargo => next.ContainsKey(embargo.Position)).Select(embargo => new ObservationEmbargo
        {
            Position = next[embargo.Position],
            Until = embargo.Until,
        }));
        if (series.HasUnitMult)
            remaining.UnitMult = series.UnitMult;
        if (series.Values.Count > 0)
            remaining.Values.AddRange(kept.Select(position => series.Values[position]));
        var staged = new StagedSeries { Series = remaining, Action = piece.Action, Origin = origin };
        if (piece.Rows.Count > 0)
            staged.Rows.AddRange(kept.Select(position => piece.Rows[position]));
        staged.RawCells.AddRange(piece.RawCells.Where(cell => next.ContainsKey(cell.Position)).Select(cell => new RawCell
        {
            Position = next[cell.Position],
            Concept = cell.Concept,
            Text = cell.Text,
        }));
        return staged;

        string Letters(string letters) => letters.Length == 0 ? letters : string.Concat(kept.Select(position => letters[position]));
    }
}
