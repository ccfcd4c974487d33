namespace StatExchange.Server.Confidentiality;

/// <summary>At each period, the values at some keys add up to that at another.</summary>
internal sealed class TableRelation(RelationKind kind, TableNode result)
{
    /// <summary>Why they do.</summary>
    public RelationKind Kind { get; } = kind;

    /// <summary>Whether its terms are of a higher frequency than the sum.</summary>
    public bool IsOverTime => Kind is RelationKind.Time or RelationKind.PeriodEnd;

    /// <summary>The sum.</summary>
    public TableNode Result { get; } = result;

    /// <summary>What is added, by 1, or subtracted, by -1.</summary>
    public List<(TableNode Node, int Sign)> Terms { get; } = [];

    /// <summary>Adds a term.</summary>
    public void Add(TableNode node, int sign)
    {
        Terms.Add((node, sign));
        node.PartOf.Add(this);
    }
}
