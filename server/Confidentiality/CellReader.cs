using StatExchange.Server.Database.Figures;
using StatExchange.Server.Database.Restricted;
using StatExchange.V1;

namespace StatExchange.Server.Confidentiality;

/// <summary>Makes cells of the vintages of a series.</summary>
internal sealed class CellReader(ProtectedSeries series, int index, int threshold, bool isBalance)
{
    // Sums of so many values are made without an overflow.
    private const decimal MostTerms = 1_000_000;

    private readonly SortedDictionary<int, Cell> _cells = [];

    /// <summary>The cells by period, hidden where they are so for their own sake.</summary>
    public SortedDictionary<int, Cell> Read()
    {
        foreach (var vintage in series.Vintages)
        {
            foreach (var period in vintage.Deleted)
                End(period, vintage.ReleaseId);
            for (var position = 0; position < vintage.Made.Count; position++)
                State(vintage, position);
        }

        if (series.ShownVintages is { } shown)
            Compare(shown);
        return _cells;
    }

    private void State(VintageColumns vintage, int position)
    {
        var period = vintage.Made.Periods[position];
        if (!_cells.TryGetValue(period, out var cell))
            _cells[period] = cell = new Cell(index, period);
        var flag = vintage.Made.ConfidentialityAt(position);
        var flagged = flag != DataStructureDefinition.FreeStatus;
        cell.IsReported = true;
        cell.Show();
        if (flagged)
            cell.Hide(flag);
        if (!SeriesColumns.HasValue(vintage.Made.StatusAt(position)))
        {
            Close(cell, vintage.ReleaseId);
            return;
        }

        var (amount, unit) = InUnitsOfOne(ScaledDecimal.ToDecimal(vintage.Made.Values[position], vintage.Made.Decimals), vintage.Made.UnitMult);
        if (Standing(cell) is { } standing && standing.Amount == amount)
        {
            standing.IsFlagged = flagged;
        }
        else
        {
            Close(cell, vintage.ReleaseId);
            cell.Add(new TableValue
            {
                Cell = cell,
                From = vintage.ReleaseId,
                Amount = amount,
                Unit = unit,
                Threshold = threshold,
                IsBalance = isBalance,
                IsFlagged = flagged,
            });
        }

        if (!flagged && cell.Values[^1].IsSmallCount)
            cell.Hide(ConfidentialityFlag.SmallCount);
    }

    private void End(int period, long releaseId)
    {
        if (!_cells.TryGetValue(period, out var cell))
            return;
        cell.IsReported = false;
        cell.Show();
        Close(cell, releaseId);
    }

    // A value that no longer stands and that the public saw hidden in all its releases is to stay so: its history says so.
    private void Compare(IReadOnlyList<VintageColumns> shown)
    {
        var seen = new Dictionary<int, List<(long From, bool HasValue)>>();
        foreach (var vintage in shown)
        {
            foreach (var period in vintage.Deleted)
                See(period, vintage.ReleaseId, hasValue: false);
            for (var position = 0; position < vintage.Made.Count; position++)
            {
                var hasValue = SeriesColumns.HasValue(vintage.Made.StatusAt(position));
                See(vintage.Made.Periods[position], vintage.ReleaseId, hasValue);
                if (_cells.TryGetValue(vintage.Made.Periods[position], out var cell))
                    cell.WasSecondary = !hasValue && vintage.Made.ConfidentialityAt(position) == ConfidentialityFlag.Secondary;
            }
        }

        foreach (var cell in _cells.Values)
        {
            var states = seen.GetValueOrDefault(cell.Period) ?? [];
            foreach (var value in cell.Values.Where(value => value.Until != long.MaxValue))
                value.StaysHidden = !states.Where((state, i) => state.HasValue && state.From < value.Until && (i + 1 == states.Count || states[i + 1].From > value.From)).Any();
        }

        void See(int period, long releaseId, bool hasValue)
        {
            if (!seen.TryGetValue(period, out var states))
                seen[period] = states = [];
            states.Add((releaseId, hasValue));
        }
    }

    private static TableValue? Standing(Cell cell) => cell.Values.Count > 0 && cell.Values[^1].Until == long.MaxValue ? cell.Values[^1] : null;

    private static void Close(Cell cell, long releaseId)
    {
        if (Standing(cell) is { } standing)
            standing.Until = releaseId;
    }

    // A number that is too large for it adds up to nothing else either.
    private static (decimal Amount, decimal Unit) InUnitsOfOne(decimal value, int exponent)
    {
        var unit = 1m;
        for (var i = 0; i < exponent; i++)
            unit *= 10;
        return Math.Abs(value) < decimal.MaxValue / unit / MostTerms ? (value * unit, unit) : (value, 1);
    }
}
