using StatExchange.V1;

namespace StatExchange.Client.Files;

/// <summary>What a row has in common with others of its group. One instance is filled again for each row.</summary>
internal abstract class RowHead(int keyLength, int attributeCount)
{
    /// <summary>What names the series.</summary>
    public string[] Key { get; } = new string[keyLength];

    /// <summary>What rows of a series must share beside its key to be one piece.</summary>
    public string[] Attributes { get; } = new string[attributeCount];

    /// <summary>What is to be done with the row's observations.</summary>
    public SeriesAction Action { get; set; } = SeriesAction.Append;

    /// <summary>Whether it deletes without naming a period: all of a series.</summary>
    public bool IsWholeSeries { get; set; }

    /// <summary>Whether it may concern series of any other key.</summary>
    public virtual bool HasWildcard => false;

    /// <summary>A piece without observations for rows with this head.</summary>
    /// <param name="decimals">The decimals they state; null when they state none, or nothing that can be read.</param>
    public abstract StagedSeries CreatePiece(out int? decimals);
}
