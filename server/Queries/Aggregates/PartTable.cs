namespace StatExchange.Server.Queries.Aggregates;

/// <summary>All combinations of the parts of the dimensions that are put together, by number; one when none is.</summary>
internal sealed class PartTable
{
    private readonly IReadOnlyList<CombinedDimension> _dimensions;
    private readonly Dictionary<int, int>[] _places;

    /// <summary>The combinations of some dimensions.</summary>
    public PartTable(IReadOnlyList<CombinedDimension> dimensions)
    {
        _dimensions = dimensions;
        _places = [.. dimensions.Select(dimension => dimension.Parts.Index().ToDictionary(part => part.Item.Code.Id, part => part.Index))];
        Count = dimensions.Aggregate(1, (count, dimension) => count * dimension.Parts.Count);
    }

    /// <summary>How many there are.</summary>
    public int Count { get; }

    /// <summary>The number of the combination that a series is of.</summary>
    public int IndexOf(int[] dimensionIds)
    {
        var index = 0;
        for (var i = 0; i < _dimensions.Count; i++)
            index = (index * _dimensions[i].Parts.Count) + _places[i][dimensionIds[_dimensions[i].Dimension.Position]];
        return index;
    }

    /// <summary>The parts of a combination, in the order of the dimensions.</summary>
    public DimensionPart[] PartsOf(int index)
    {
        var parts = new DimensionPart[_dimensions.Count];
        for (var i = parts.Length - 1; i >= 0; i--)
        {
            parts[i] = _dimensions[i].Parts[index % _dimensions[i].Parts.Count];
            index /= _dimensions[i].Parts.Count;
        }

        return parts;
    }
}
