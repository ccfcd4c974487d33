namespace StatExchange.Client.Files;

/// <summary>Which columns of a mapped file belong to one kind of its figures.</summary>
internal sealed record FiguresLayout
{
    /// <summary>Name of the figures within the mapping.</summary>
    public required string Name { get; init; }

    /// <summary>The columns of values; several in wide files.</summary>
    public required IReadOnlyList<MappedValueColumn> Values { get; init; }

    /// <summary>Whether each observation says which column its value stands in, because others stand elsewhere.</summary>
    public required bool NamesValueColumns { get; init; }

    /// <summary>The columns that concepts of series are made from, in the order of the file.</summary>
    public required IReadOnlyList<(int Column, string Header, bool IsWhole)> Cells { get; init; }

    /// <summary>The period, unless each column of values has its own.</summary>
    public required MappedAttribute Period { get; init; }

    /// <summary>OBS_STATUS.</summary>
    public required MappedAttribute Status { get; init; }

    /// <summary>CONF_STATUS.</summary>
    public required MappedAttribute Confidentiality { get; init; }

    /// <summary>COMMENT_OBS.</summary>
    public required MappedAttribute Comment { get; init; }

    /// <summary>What the cells of a row must be for the row to be read.</summary>
    public required IReadOnlyList<(int Column, IReadOnlySet<string> Values)> Conditions { get; init; }
}
