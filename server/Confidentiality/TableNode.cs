namespace StatExchange.Server.Confidentiality;

/// <summary>A key of the table: of a series, or of a sum of series that nobody reported.</summary>
internal sealed class TableNode(int[] key)
{
    /// <summary>Stands for "no series".</summary>
    public const int NotReported = -1;

    /// <summary>Ids of its codes, in the order of the dimensions, the total where a breakdown does not apply.</summary>
    public int[] Key { get; } = key;

    /// <summary>The place of its series in the table.</summary>
    public int Series { get; set; } = NotReported;

    /// <summary>The relations that it is the result of.</summary>
    public List<TableRelation> Sums { get; } = [];

    /// <summary>The relations that it is a term of.</summary>
    public List<TableRelation> PartOf { get; } = [];
}
