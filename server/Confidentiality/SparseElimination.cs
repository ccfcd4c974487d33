namespace StatExchange.Server.Confidentiality;

/// <summary>Equations that are solved for their unknowns, exactly. Few entries of each are not zero.</summary>
internal sealed class SparseElimination
{
    private readonly List<Dictionary<int, ulong>> _rows = [];
    private readonly Dictionary<int, HashSet<int>> _rowsOf = [];
    private readonly Dictionary<int, int> _pivots = [];
    private readonly HashSet<int> _unsolved = [];

    /// <summary>The unknowns that an equation was solved for, with it: the unknown itself has the factor 1 there and is in no other.</summary>
    public IEnumerable<(int Column, IReadOnlyDictionary<int, ulong> Row)> Solved =>
        _pivots.Select(pivot => (pivot.Key, (IReadOnlyDictionary<int, ulong>)_rows[pivot.Value]));

    /// <summary>The equations that were solved for no unknown.</summary>
    public IEnumerable<IReadOnlyDictionary<int, ulong>> Unsolved => _unsolved.Select(row => _rows[row]);

    /// <summary>Adds an equation.</summary>
    public void Add(IEnumerable<(int Column, int Factor)> entries)
    {
        var row = new Dictionary<int, ulong>();
        foreach (var (column, factor) in entries)
            Put(_rows.Count, row, column, PrimeField.Subtract(row.GetValueOrDefault(column), PrimeField.Of(-factor)));
        _unsolved.Add(_rows.Count);
        _rows.Add(row);
    }

    /// <summary>Solves equations for unknowns as long as one has any that it may be solved for.</summary>
    public void Solve(Func<int, bool> maySolveFor)
    {
        // Short equations and rare unknowns first: so the others stay short.
        foreach (var row in _unsolved.OrderBy(row => _rows[row].Count).ToArray())
        {
            var column = _rows[row].Keys.Where(maySolveFor).Select(candidate => (int?)candidate).MinBy(candidate => _rowsOf[candidate!.Value].Count);
            if (column is { } found)
                Solve(row, found);
        }
    }

    private void Solve(int row, int column)
    {
        var pivot = _rows[row];
        var inverse = PrimeField.Invert(pivot[column]);
        foreach (var entry in pivot.Keys.ToArray())
            pivot[entry] = PrimeField.Multiply(pivot[entry], inverse);
        foreach (var other in _rowsOf[column].Where(other => other != row).ToArray())
        {
            var factor = _rows[other][column];
            foreach (var (entry, value) in pivot)
                Put(other, _rows[other], entry, PrimeField.Subtract(_rows[other].GetValueOrDefault(entry), PrimeField.Multiply(factor, value)));
        }

        _pivots[column] = row;
        _unsolved.Remove(row);
    }

    private void Put(int number, Dictionary<int, ulong> row, int column, ulong value)
    {
        if (!_rowsOf.TryGetValue(column, out var rows))
            _rowsOf[column] = rows = [];
        if (value == 0)
        {
            row.Remove(column);
            rows.Remove(number);
        }
        else
        {
            row[column] = value;
            rows.Add(number);
        }
    }
}
