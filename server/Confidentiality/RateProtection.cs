namespace StatExchange.Server.Confidentiality;

/// <summary>
/// Keeps rates from telling: one made of a hidden count is hidden too, and the numerator of a rate that is hidden for its own sake.
/// </summary>
internal sealed class RateProtection(TableStructure structure, IReadOnlyList<SortedDictionary<int, Cell>> cells)
{
    private readonly IReadOnlyList<(TableNode Rate, IReadOnlyList<TableNode> Parts)> _rates = structure.Rates;

    /// <summary>The cells that are to be hidden as things are.</summary>
    public IReadOnlyList<Cell> Find() =>
    [
        .. from rate in _rates
           from cell in cells[rate.Rate.Series].Values
           let parts = rate.Parts.Select(part => cells[part.Series].GetValueOrDefault(cell.Period)).OfType<Cell>().ToList()
           where parts.Count == rate.Parts.Count
           let tells = Tells(cell, parts)
           where tells is not null
           select tells,
    ];

    // Two hidden parts of a rate on show would still be in a known proportion; so one is enough to hide it.
    private static Cell? Tells(Cell rate, List<Cell> parts)
    {
        foreach (var value in rate.Values)
        {
            bool IsHiddenBeside(Cell part) => part.Values.Any(other => other.IsHidden && other.From < value.Until && value.From < other.Until);
            var partIsHidden = parts.Any(IsHiddenBeside);
            if (!value.IsHidden && partIsHidden)
                return rate;
            if (value is { IsHidden: true, IsFlagged: true } && !partIsHidden && parts[0].Letter is null)
                return parts[0];
        }

        return null;
    }
}
