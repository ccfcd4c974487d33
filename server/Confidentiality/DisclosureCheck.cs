namespace StatExchange.Server.Confidentiality;

/// <summary>
/// Finds the hidden values that follow from what is on show: those that are the same in all tables which have the values on show,
/// fulfil the equations, and keep to the bounds that everybody knows. It is exact: linear programming would find the same ones.
/// </summary>
internal sealed class DisclosureCheck
{
    private readonly IReadOnlyList<Equation> _equations;
    private readonly TableValue[] _hidden;
    private readonly SparseElimination _elimination = new();

    private DisclosureCheck(IReadOnlyList<Equation> equations)
    {
        _equations = equations;
        _hidden = [.. equations.SelectMany(equation => equation.Members).Select(member => member.Value).Where(value => value.IsHidden).Distinct()];
        var columns = _hidden.Index().ToDictionary(entry => entry.Item, entry => entry.Index);

        // Beside its unknowns, each equation has a column of its own. It tells later which ones a result was made of.
        for (var equation = 0; equation < equations.Count; equation++)
        {
            _elimination.Add(
            [
                .. equations[equation].Members.Where(member => member.Value.IsHidden).Select(member => (columns[member.Value], member.Factor)),
                (_hidden.Length + equation, 1),
            ]);
        }
    }

    /// <summary>The hidden values that follow, as far as hiding more may help them.</summary>
    public static IReadOnlyList<Exposure> Find(IReadOnlyList<Equation> equations) => new DisclosureCheck(equations).Find();

    // Values strictly within their bounds can make up for whatever others do. Solved for them, equations say nothing of others; what
    // is left is about values at a bound. Those that can leave it, by some step that all can take, lie within their bounds a small
    // step further, in a table that is as possible as the true one. Then a value follows only if it is alone in its equation.
    private List<Exposure> Find()
    {
        var exposures = new List<Exposure>();
        _elimination.Solve(IsWithinBounds);
        var movable = MovableFromBounds();
        int[] fixedAtBounds = [.. Enumerable.Range(0, _hidden.Length).Where(column => !IsWithinBounds(column) && !movable.Contains(column))];
        int[] unexplained = [.. fixedAtBounds.Where(column => !Add(Rest(column)))];

        // Of what others fix together each equation by itself may say nothing that is on show: without those that can move, they do.
        _elimination.Solve(movable.Contains);
        foreach (var column in unexplained)
            Add(Rest(column));
        foreach (var (column, row) in _elimination.Solved)
        {
            if (_hidden[column].IsSecret && !row.Keys.Any(other => other != column && (movable.Contains(other) || IsWithinBounds(other))))
                Add([row]);
        }

        return exposures;

        IEnumerable<IReadOnlyDictionary<int, ulong>> Rest(int column) => _elimination.Unsolved.Where(row => row.ContainsKey(column)).OrderBy(row => row.Count);

        bool Add(IEnumerable<IReadOnlyDictionary<int, ulong>> rows)
        {
            if (rows.Select(LeversOf).FirstOrDefault(levers => levers.Count > 0) is not { } levers)
                return false;
            exposures.Add(new Exposure(levers));
            return true;
        }
    }

    private bool IsWithinBounds(int column) => column < _hidden.Length && _hidden[column].Leeway == Leeway.Both;

    private HashSet<int> MovableFromBounds()
    {
        var movable = Enumerable.Range(0, _hidden.Length).Where(column => _hidden[column].Leeway is Leeway.Up or Leeway.Down).ToHashSet();
        foreach (var block in Blocks())
        {
            int[] columns = [.. block.SelectMany(row => row.Keys).Where(movable.Contains).Distinct()];
            var rows = block.Select(row => columns.Select(column => Step(row, column)).ToArray()).ToArray();
            movable.ExceptWith(columns);
            if (rows.All(row => row.All(factor => factor is not null)))
                movable.UnionWith(FeasibleDirections.Movable([.. rows.Select(row => row.Select(factor => factor!.Value).ToArray())], columns.Length).Select(position => columns[position]));
        }

        return movable;
    }

    private double? Step(IReadOnlyDictionary<int, ulong> row, int column) => !row.TryGetValue(column, out var factor) ? 0
        : _hidden[column].Leeway == Leeway.Up ? PrimeField.ToFraction(factor) : -PrimeField.ToFraction(factor);

    // The equations that are left, put together where they share unknowns.
    private List<List<IReadOnlyDictionary<int, ulong>>> Blocks()
    {
        var groups = new DisjointSets<int>();
        var rows = _elimination.Unsolved.Where(row => row.Keys.Any(IsUnknown)).ToArray();
        foreach (var row in rows)
            groups.Join(row.Keys.Where(IsUnknown));
        return [.. rows.GroupBy(row => groups.Find(row.Keys.First(IsUnknown))).Select(group => group.ToList())];

        bool IsUnknown(int column) => column < _hidden.Length;
    }

    private List<TableValue> LeversOf(IReadOnlyDictionary<int, ulong> row)
    {
        var factors = new Dictionary<TableValue, ulong>();
        foreach (var (column, weight) in row.Where(entry => entry.Key >= _hidden.Length))
        {
            foreach (var (value, factor) in _equations[column - _hidden.Length].Members.Where(member => !member.Value.IsHidden))
                factors[value] = PrimeField.Subtract(factors.GetValueOrDefault(value), PrimeField.Multiply(weight, PrimeField.Of(-factor)));
        }

        return [.. factors.Where(entry => entry.Value != 0).Select(entry => entry.Key)];
    }
}
