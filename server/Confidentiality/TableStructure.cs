using StatExchange.Server.Catalogue;
using StatExchange.Server.Catalogue.Derived;
using StatExchange.Server.Database.Figures;
using StatExchange.Server.Database.Restricted;
using StatExchange.V1;

namespace StatExchange.Server.Confidentiality;

/// <summary>The keys of a table and how the values at them add up, whatever the values are.</summary>
internal sealed class TableStructure
{
    private static readonly Dimension[] Breakdowns = [.. Dimension.All.Where(dimension => dimension.IsBreakdown)];
    /// <summary>The place of the frequency in a key.</summary>
    public static readonly int FrequencyPosition = Dimension.Find("FREQ")!.Position;
    /// <summary>The place of the indicator in a key.</summary>
    public static readonly int IndicatorPosition = Dimension.Find("INDICATOR")!.Position;

    private readonly Dictionary<int[], TableNode> _nodes = new(KeyComparer.Instance);
    private readonly CatalogueSnapshot _catalogue;
    private readonly CodeParents _parents;
    private readonly IReadOnlyList<IReadOnlyList<(int Indicator, int Factor)>> _linear;
    private readonly HashSet<int[]> _linked = new(KeyComparer.Instance);

    /// <summary>Finds the structure of a table.</summary>
    public TableStructure(CatalogueSnapshot catalogue, IReadOnlyList<ProtectedSeries> table)
    {
        (_catalogue, _parents) = (catalogue, new CodeParents(catalogue));
        _linear = [.. LinkedIndicators.Linear(catalogue).Select(rule => (IReadOnlyList<(int, int)>)[(IdOf(rule.Result), -1), .. rule.Terms.Select(term => (IdOf(term.Indicator), term.Sign))])];
        var nodes = new TableNode[table.Count];
        for (var series = 0; series < table.Count; series++)
        {
            // Beside a key of totals, the same one of what does not apply is a key of its own.
            var node = new TableNode(_parents.Canonical(table[series].Key)) { Series = series };
            nodes[series] = node;
            _nodes.TryAdd(node.Key, node);
        }

        Nodes = nodes;
        AddSums();
        DropLooseSums();
    }

    /// <summary>The key of each series, in the order of the table.</summary>
    public IReadOnlyList<TableNode> Nodes { get; }

    /// <summary>Rates with what they are made of, the numerator first, where all of it is reported.</summary>
    public IReadOnlyList<(TableNode Rate, IReadOnlyList<TableNode> Parts)> Rates =>
    [
        .. from rule in LinkedIndicators.Rates(_catalogue)
           from rate in OfIndicator(rule.Rate)
           let parts = rule.Parts.Select(part => Find(rate, part)).OfType<TableNode>().ToList()
           where parts.Count == rule.Parts.Count
           select (rate, (IReadOnlyList<TableNode>)parts),
    ];

    /// <summary>The frequency of a key.</summary>
    public Frequency? FrequencyOf(TableNode node) => Frequency.Find(_catalogue.CodeOf(node.Key[FrequencyPosition]));

    private Catalogue.Indicator? IndicatorOf(TableNode node) => _catalogue.FindIndicator(_catalogue.CodeOf(node.Key[IndicatorPosition]));

    // Also to sums that nobody reported: of two ways to make one, the first gives away what is missing in the second.
    private void AddSums()
    {
        var frequencies = Nodes.Select(node => node.Key[FrequencyPosition]).Distinct().ToArray();
        var pending = new Queue<TableNode>(Nodes.Where(node => IndicatorOf(node) is { Aggregation: Aggregation.Sum } or { MeasureKind: MeasureKind.Stock }));
        while (pending.TryDequeue(out var node))
        {
            var indicator = IndicatorOf(node);
            foreach (var dimension in indicator?.Aggregation == Aggregation.Sum ? Breakdowns : [])
            {
                if (_parents.ParentOf(node.Key[dimension.Position]) is { } parent)
                    AddToTotal(node, dimension.Position, parent, pending);
            }

            foreach (var rule in _linear.Where(rule => rule.Any(member => member.Indicator == node.Key[IndicatorPosition])))
                AddIndicators(node, rule, pending);
            foreach (var frequency in indicator?.MeasureKind is MeasureKind.Flow or MeasureKind.Stock ? frequencies : [])
            {
                if (PeriodParts.Divides(Frequency.Find(_catalogue.CodeOf(frequency)), FrequencyOf(node)))
                    AddToPeriod(node, frequency, indicator!.MeasureKind == MeasureKind.Flow ? RelationKind.Time : RelationKind.PeriodEnd, pending);
            }
        }
    }

    private void AddToTotal(TableNode node, int position, int parent, Queue<TableNode> pending)
    {
        var sum = GetOrAdd(With(node.Key, position, parent), pending);
        var relation = sum.Sums.Find(known => known.Kind == RelationKind.Breakdown && IsAlong(known, position));
        if (relation is null)
            sum.Sums.Add(relation = new TableRelation(RelationKind.Breakdown, sum));
        relation.Add(node, 1);
    }

    private void AddToPeriod(TableNode node, int frequency, RelationKind kind, Queue<TableNode> pending)
    {
        var sum = GetOrAdd(With(node.Key, FrequencyPosition, frequency), pending);
        var relation = new TableRelation(kind, sum);
        relation.Add(node, 1);
        sum.Sums.Add(relation);
    }

    private static bool IsAlong(TableRelation relation, int position) => relation.Terms[0].Node.Key[position] != relation.Result.Key[position];

    // Of three indicators two make the third, whichever it is.
    private void AddIndicators(TableNode node, IReadOnlyList<(int Indicator, int Factor)> rule, Queue<TableNode> pending)
    {
        var leading = With(node.Key, IndicatorPosition, rule[0].Indicator);
        int[][] keys = [.. rule.Select(member => With(node.Key, IndicatorPosition, member.Indicator))];
        if (_linked.Contains(leading) || keys.Count(key => !_nodes.ContainsKey(key)) > 1)
            return;
        _linked.Add(leading);
        var result = Math.Max(0, Array.FindIndex(keys, key => !_nodes.ContainsKey(key)));
        var relation = new TableRelation(RelationKind.Indicators, GetOrAdd(keys[result], pending));
        relation.Result.Sums.Add(relation);
        for (var term = 0; term < keys.Length; term++)
        {
            if (term != result)
                relation.Add(_nodes[keys[term]], -rule[result].Factor * rule[term].Factor);
        }
    }

    private int IdOf(string indicator) => _catalogue.Codelist("CL_INDICATOR").Find(indicator)!.Id;

    // A sum that nobody reported and that is made in one way only says nothing.
    private void DropLooseSums()
    {
        var loose = new Queue<TableNode>(_nodes.Values.Where(IsLoose));
        while (loose.TryDequeue(out var node))
        {
            foreach (var (term, _) in node.Sums.SelectMany(relation => relation.Terms))
            {
                term.PartOf.RemoveAll(node.Sums.Contains);
                if (IsLoose(term))
                    loose.Enqueue(term);
            }

            node.Sums.Clear();
        }
    }

    private static bool IsLoose(TableNode node) => node.Series == TableNode.NotReported && node.Sums.Count == 1 && node.PartOf.Count == 0;

    private IEnumerable<TableNode> OfIndicator(string indicator) =>
        Nodes.Where(node => _catalogue.CodeOf(node.Key[IndicatorPosition]) == indicator);

    private TableNode? Find(TableNode like, FormulaTerm term)
    {
        var key = With(like.Key, IndicatorPosition, IdOf(term.Indicator));
        foreach (var (dimension, code) in term.Fixed)
            key[dimension.Position] = _catalogue.Codelist(dimension.Codelist).Find(code)!.Id;
        return _nodes.TryGetValue(key, out var node) && node.Series != TableNode.NotReported ? node : null;
    }

    private TableNode GetOrAdd(int[] key, Queue<TableNode> pending)
    {
        if (_nodes.TryGetValue(key, out var node))
            return node;
        _nodes[key] = node = new TableNode(key);
        pending.Enqueue(node);
        return node;
    }

    private static int[] With(int[] key, int position, int code)
    {
        int[] other = [.. key];
        other[position] = code;
        return other;
    }
}
