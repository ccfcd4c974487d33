using StatExchange.V1;

namespace StatExchange.Client.Files;

/// <summary>What a row has in common with others of its group. One instance is filled again for each row.</summary>
internal sealed class RowHead
{
    /// <summary>The codes of <see cref="Dimension.All"/>.</summary>
    public string[] Key { get; } = new string[Dimension.All.Count];

    /// <summary>The cells of <see cref="SeriesAttribute.All"/>.</summary>
    public string[] Attributes { get; } = new string[SeriesAttribute.All.Count];

    /// <summary>What is to be done with the row's observation.</summary>
    public SeriesAction Action { get; set; }

    /// <summary>Whether it deletes without naming a period: all of a series.</summary>
    public bool IsWholeSeries { get; set; }

    /// <summary>Whether it deletes and leaves a dimension open.</summary>
    public bool HasWildcard => Action == SeriesAction.Delete && Array.IndexOf(Key, "") >= 0;
}
