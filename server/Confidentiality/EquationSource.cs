namespace StatExchange.Server.Confidentiality;

/// <summary>
/// Makes the equations of a table as they are asked for: those of a key at a period, one for each state that releases made.
/// </summary>
internal sealed class EquationSource
{
    private readonly TableStructure _structure;
    private readonly IReadOnlyList<SortedDictionary<int, Cell>> _cells;
    private readonly Dictionary<int, SortedSet<long>> _moments = [];
    private readonly Dictionary<(TableNode, int, long), TableValue?> _sums = [];
    private readonly Dictionary<(TableNode, int), List<(TableValue[] Parts, TableValue Sum)>> _distinctSums = [];
    private readonly HashSet<(TableRelation, int)> _made = [];

    /// <summary>Prepares the equations of a table.</summary>
    public EquationSource(TableStructure structure, IReadOnlyList<SortedDictionary<int, Cell>> cells)
    {
        (_structure, _cells) = (structure, cells);
        for (var series = 0; series < cells.Count; series++)
        {
            foreach (var (period, cell) in cells[series])
            {
                var moments = MomentsOf(structure.Nodes[series], period);
                foreach (var value in cell.Values)
                {
                    moments.Add(value.From);
                    if (value.Until != long.MaxValue)
                        moments.Add(value.Until);
                }
            }
        }
    }

    /// <summary>
    /// The equations that a cell is in, and those of the sums in them that nobody reported, and so on. Each equation is made once.
    /// </summary>
    public IEnumerable<Equation> Of(Cell cell)
    {
        var pending = new Queue<(TableNode Node, int Period)>();
        pending.Enqueue((_structure.Nodes[cell.Series], cell.Period));
        var seen = new HashSet<(TableNode, int)>();
        while (pending.TryDequeue(out var place))
        {
            if (!seen.Add(place))
                continue;
            foreach (var (relation, period) in Around(place.Node, place.Period))
            {
                if (!_made.Add((relation, period)))
                    continue;
                var hasSums = false;
                foreach (var equation in Make(relation, period))
                {
                    hasSums |= equation.Members.Any(member => member.Value.Cell is null);
                    yield return equation;
                }

                if (!hasSums)
                    continue;
                pending.Enqueue((relation.Result, period));
                foreach (var (node, part, _) in PlacesOf(relation, period))
                    pending.Enqueue((node, part));
            }
        }
    }

    private IEnumerable<(TableRelation Relation, int Period)> Around(TableNode node, int period)
    {
        foreach (var relation in node.Sums)
            yield return (relation, period);
        foreach (var relation in node.PartOf)
        {
            if (!relation.IsOverTime)
            {
                yield return (relation, period);
                continue;
            }

            var whole = PeriodParts.Whole(_structure.FrequencyOf(relation.Result)!, _structure.FrequencyOf(node)!, period);
            if (PartsOf(relation, whole, node).Contains(period))
                yield return (relation, whole);
        }
    }

    private IEnumerable<Equation> Make(TableRelation relation, int period)
    {
        var places = PlacesOf(relation, period);
        Equation? last = null;
        foreach (var moment in MomentsOf(relation.Result, period))
        {
            if (At(relation, period, places, moment) is not { } equation || (last is not null && last.Members.SequenceEqual(equation.Members)))
                continue;
            last = equation;
            if (equation.Holds)
                yield return equation;
        }
    }

    private Equation? At(TableRelation relation, int period, List<(TableNode Node, int Period, int Sign)> places, long moment)
    {
        if (ValueAt(relation.Result, period, moment) is not { } result)
            return null;
        var members = new List<(TableValue, int)>(places.Count + 1) { (result, -1) };
        foreach (var (node, at, sign) in places)
        {
            if (ValueAt(node, at, moment) is { } value)
                members.Add((value, sign));
        }

        // What is not reported counts as nothing, but not among indicators: immigration alone says nothing about the balance.
        return members.Count == 1 || (relation.Kind == RelationKind.Indicators && members.Count <= places.Count) ? null : new Equation(members);
    }

    private List<(TableNode Node, int Period, int Sign)> PlacesOf(TableRelation relation, int period) => !relation.IsOverTime
        ? [.. relation.Terms.Select(term => (term.Node, period, term.Sign))]
        : [.. from term in relation.Terms
              from part in PartsOf(relation, period, term.Node)
              select (term.Node, part, term.Sign)];

    private IEnumerable<int> PartsOf(TableRelation relation, int period, TableNode term)
    {
        var parts = PeriodParts.Of(_structure.FrequencyOf(relation.Result)!, period, _structure.FrequencyOf(term)!);
        return relation.Kind == RelationKind.PeriodEnd ? parts.TakeLast(1) : parts;
    }

    private TableValue? ValueAt(TableNode node, int period, long moment) =>
        (node.Series != TableNode.NotReported ? _cells[node.Series].GetValueOrDefault(period)?.At(moment) : null) ?? SumAt(node, period, moment);

    // Of several ways to make it the largest: in the others details are missing.
    private TableValue? SumAt(TableNode node, int period, long moment)
    {
        if (_sums.TryGetValue((node, period, moment), out var known))
            return known;
        // Whatever it is made of is not made of it: so long as this is not known, there is none.
        _sums[(node, period, moment)] = null;
        var all = new List<TableValue>();
        TableValue? sum = null;
        foreach (var relation in node.Sums)
        {
            (TableValue Value, int Sign)[] parts =
            [
                .. PlacesOf(relation, period).Select(place => (Value: ValueAt(place.Node, place.Period, moment), place.Sign))
                    .Where(part => part.Value is not null).Select(part => (part.Value!, part.Sign)),
            ];
            all.AddRange(parts.Select(part => part.Value));
            if (parts.Length == 0 || (relation.Kind == RelationKind.Indicators && parts.Length < relation.Terms.Count))
                continue;
            var amount = parts.Sum(part => part.Value.Amount * part.Sign);
            if (sum is null || amount > sum.Amount)
                sum = new TableValue { From = moment, Until = moment, Amount = amount, Unit = parts.Max(part => part.Value.Unit) };
        }

        return _sums[(node, period, moment)] = sum is null ? null : Distinct(node, period, [.. all], sum);
    }

    // While its parts are the same, it is the same.
    private TableValue Distinct(TableNode node, int period, TableValue[] parts, TableValue sum)
    {
        if (!_distinctSums.TryGetValue((node, period), out var known))
            _distinctSums[(node, period)] = known = [];
        if (known.Find(other => other.Parts.AsSpan().SequenceEqual(parts)) is { Sum: { } same })
            return same;
        known.Add((parts, sum));
        return sum;
    }

    // The moments of a calendar year are one set: what changes in a month changes its quarter, and whatever that is a part of.
    private SortedSet<long> MomentsOf(TableNode node, int period)
    {
        var year = _structure.FrequencyOf(node)?.FirstDayOf(period).Year ?? period;
        if (!_moments.TryGetValue(year, out var moments))
            _moments[year] = moments = [];
        return moments;
    }
}
